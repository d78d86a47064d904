package io.podward.policyfile;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.FieldProblem;
import io.podward.policy.Action;
import io.podward.policy.Mode;
import io.podward.policy.NamespaceLabelUse;
import io.podward.policy.Policy;
import io.podward.policy.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A policy as a manifest: {@code apiVersion: podward.io/v1}, {@code kind: Policy}. */
public sealed interface PolicyManifest {
    /** A policy. */
    record Loaded(Policy policy) implements PolicyManifest {}

    /**
     * What is no policy.
     *
     * @param problems what is wrong; at least one
     */
    record Invalid(List<FieldProblem> problems) implements PolicyManifest {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /** Reads a manifest. A value or a field that means nothing is a problem: a typo must not change what is guarded. */
    static PolicyManifest of(JsonNode tree) {
        var problems = PolicyReader.problems(tree);
        return problems.isEmpty() ? new Loaded(PolicyReader.policy(tree)) : new Invalid(problems);
    }

    /**
     * The policy of somebody who says nothing. Programs are only recorded: operators and runners break rules for a living, and a
     * team raises a rule for them when its report says that it can.
     */
    static Policy byDefault() {
        return new Policy(
                Mode.AUDIT,
                everyRule(Rule::byDefault),
                everyRule(_ -> Action.AUDIT),
                NamespaceLabelUse.TIGHTEN,
                3600,
                "",
                List.of(),
                Optional.empty());
    }

    /** A policy in another mode. */
    static Policy in(Mode mode, Policy policy) {
        return new Policy(
                mode,
                policy.people(),
                policy.programs(),
                policy.namespaceLabels(),
                policy.leaseSeconds(),
                policy.help(),
                policy.exemptions(),
                policy.breakGlass());
    }

    private static Map<Rule, Action> everyRule(Function<Rule, Action> action) {
        return Arrays.stream(Rule.values()).collect(Collectors.toMap(Function.identity(), action));
    }
}
