package io.podward.e2e;

/** The policy under which each rule says something: what ships, carried out, and a word about deletions. */
final class AllRules {
    static final String POLICY = """
            mode: enforce
            rules: {pod-delete: warn}""";

    private AllRules() {}
}
