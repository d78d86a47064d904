package io.podward.policyfile;

import static io.podward.manifest.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.policy.Action;
import io.podward.policy.BreakGlass;
import io.podward.policy.Exemption;
import io.podward.policy.Glob;
import io.podward.policy.LabelSelector;
import io.podward.policy.LabelSelector.Operator;
import io.podward.policy.LabelSelector.Requirement;
import io.podward.policy.Mode;
import io.podward.policy.NamespaceLabelUse;
import io.podward.policy.Policy;
import io.podward.policy.Preset;
import io.podward.policy.Rule;
import io.podward.policyfile.PolicyManifest.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PolicyManifestTest {
    private static final Map<Rule, Action> PEOPLE = Map.of(
            Rule.FORGED_OWNER, Action.DENY,
            Rule.POD_ADOPTION, Action.DENY,
            Rule.POD_DETACH, Action.WARN,
            Rule.POD_EDIT, Action.DENY,
            Rule.POD_LABEL, Action.WARN,
            Rule.WORKLOAD_EDIT, Action.DENY,
            Rule.POD_DEBUG, Action.WARN,
            Rule.BARE_POD, Action.DENY,
            Rule.POD_DELETE, Action.OFF);

    @Test
    void whatIsNotSaidIsTheDefault() {
        assertThat(policy(""))
                .isEqualTo(new Policy(
                        Mode.AUDIT,
                        PEOPLE,
                        everyRule(Action.AUDIT),
                        NamespaceLabelUse.TIGHTEN,
                        3600,
                        "",
                        List.of(),
                        Optional.empty()));
    }

    @Test
    void allThatCanBeSaidIsRead() throws IOException {
        var file = Path.of("src/test/resources/policy/everything-that-a-policy-can-say/policy.yaml");
        var people = new EnumMap<>(PEOPLE);
        people.putAll(Map.of(Rule.POD_LABEL, Action.AUDIT, Rule.POD_DETACH, Action.OFF, Rule.POD_DELETE, Action.WARN));
        var programs = new EnumMap<>(everyRule(Action.AUDIT));
        programs.put(Rule.BARE_POD, Action.WARN);
        assertThat(PolicyFile.read("policy.yaml", Files.readString(file)))
                .isEqualTo(new PolicyFile.Valid(new Policy(
                        Mode.ENFORCE,
                        people,
                        programs,
                        NamespaceLabelUse.TIGHTEN,
                        3600,
                        "Questions: #platform, https://wiki.example.com/pods",
                        List.of(RUNNER, SPARK, NOTEBOOKS, DATABASES, CHARTS, MIGRATION),
                        Optional.of(new BreakGlass(
                                Optional.of("podward:break-glass"), Optional.of("podward:emergency"))))));
    }

    private static final Exemption RUNNER = new Exemption(
            "gitlab-runner",
            Set.of(Rule.BARE_POD),
            List.of(),
            List.of(),
            globs("ci/gitlab-runner"),
            globs("ci", "team-*"),
            Optional.empty(),
            Set.of(),
            Optional.of(LocalDate.of(2999, 6, 30)));

    private static final Exemption SPARK = new Exemption(
            "spark",
            Preset.SPARK.rules(),
            List.of(),
            List.of(),
            Preset.SPARK.serviceAccounts(),
            List.of(),
            Optional.empty(),
            Set.of(),
            Optional.empty());

    private static final Exemption NOTEBOOKS = new Exemption(
            "notebooks",
            Set.of(),
            globs("*@research.example.com"),
            globs("research"),
            List.of(),
            List.of(),
            Optional.of(new LabelSelector(
                    Map.of("example.com/notebooks", "true"),
                    List.of(
                            new Requirement("example.com/tier", Operator.NOT_IN, List.of("production")),
                            new Requirement("example.com/team", Operator.EXISTS, List.of())))),
            Set.of(),
            Optional.empty());

    private static final Exemption DATABASES = new Exemption(
            "databases",
            Set.of(),
            List.of(),
            globs("dba"),
            List.of(),
            List.of(),
            Optional.empty(),
            Set.of("StatefulSet", "Database.example.com"),
            Optional.empty());

    private static final Exemption CHARTS = new Exemption(
            "charts",
            Preset.HELM_TEST.rules(),
            List.of(),
            List.of(),
            List.of(),
            globs("staging"),
            Optional.empty(),
            Set.of(),
            Optional.empty());

    private static final Exemption MIGRATION = new Exemption(
            "migration",
            Set.of(),
            List.of(),
            List.of(),
            globs("ci/old-runner"),
            List.of(),
            Optional.empty(),
            Set.of(),
            Optional.of(LocalDate.of(2020, 6, 30)));

    @ParameterizedTest
    @MethodSource
    void aPresetFillsInWhatTheFileLeavesOpen(String fields, Set<Rule> rules, List<Glob> serviceAccounts) {
        var exemption = policy("exemptions: [{name: 'a', preset: 'vpa'" + fields + "}]")
                .exemptions()
                .getFirst();
        assertThat(exemption.rules()).isEqualTo(rules);
        assertThat(exemption.serviceAccounts()).isEqualTo(serviceAccounts);
    }

    static Stream<Arguments> aPresetFillsInWhatTheFileLeavesOpen() {
        var edits = Set.of(Rule.POD_EDIT);
        var updater = globs("kube-system/vpa-updater");
        return Stream.of(
                argumentSet("all", "", edits, updater),
                argumentSet("rules", ", rules: ['pod-label']", Set.of(Rule.POD_LABEL), updater),
                argumentSet("who", ", serviceAccounts: ['vpa/updater']", edits, globs("vpa/updater")),
                argumentSet("somebody else", ", users: ['vpa-updater']", edits, List.of()),
                argumentSet("a group", ", groups: ['autoscalers']", edits, List.of()),
                argumentSet("where", ", namespaces: ['shop']", edits, updater));
    }

    @ParameterizedTest
    @MethodSource
    void anOffWithoutQuotesIsTheWord(String off) {
        assertThat(policy("rules: {'bare-pod': " + off + "}").people()).containsEntry(Rule.BARE_POD, Action.OFF);
    }

    static Stream<String> anOffWithoutQuotesIsTheWord() {
        return Stream.of("'off'", "false");
    }

    @Test
    void theModeMayBeChangedAlone() {
        var policy = policy("mode: 'audit', help: 'us'");
        assertThat(PolicyManifest.in(Mode.ENFORCE, policy)).isEqualTo(policy("mode: 'enforce', help: 'us'"));
    }

    private static Policy policy(String fields) {
        return switch (PolicyManifest.of(
                tree("{apiVersion: 'podward.io/v1', kind: 'Policy'" + (fields.isEmpty() ? "" : ", " + fields) + "}"))) {
            case Loaded(var policy) -> policy;
            case PolicyManifest.Invalid(var problems) -> throw new AssertionError(problems);
        };
    }

    private static Map<Rule, Action> everyRule(Action action) {
        var actions = new EnumMap<Rule, Action>(Rule.class);
        for (var rule : Rule.values()) {
            actions.put(rule, action);
        }
        return actions;
    }

    private static List<Glob> globs(String... texts) {
        return Stream.of(texts).map(Glob::new).toList();
    }
}
