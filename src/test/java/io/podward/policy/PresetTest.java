package io.podward.policy;

import static io.podward.policy.Operation.CREATE;
import static io.podward.policy.Operation.UPDATE;
import static io.podward.policy.Target.JOB;
import static io.podward.policy.Target.POD;
import static io.podward.policy.Target.POD_RESIZE;
import static io.podward.policy.Target.REPLICA_SET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.policy.Verdict.Exempt;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each preset is there because its program would be hit without it, once a team raises every rule for programs. */
final class PresetTest {
    private static final Owner NOBODY = new Owner.None();
    private static final Owner DRIVER =
            new Owner.Root(Ask.reference("v1", "Pod", "driver"), new ObjectRef("v1", "Pod", "shop", "driver"));
    private static final Owner ROLLOUT = new Owner.Root(
            Ask.reference("apps/v1", "ReplicaSet", "web-7f9"),
            new ObjectRef("argoproj.io/v1alpha1", "Rollout", "shop", "web"));
    private static final Owner JOB_ALONE = new Owner.Root(Ask.JOB, new ObjectRef("batch/v1", "Job", "shop", "report"));
    private static final Owner CRON_JOB = new Owner.Root(
            Ask.reference("batch/v1", "CronJob", "report"), new ObjectRef("batch/v1", "CronJob", "shop", "report"));

    @ParameterizedTest
    @MethodSource
    void aProgramIsHitWithoutItsPresetAndPassesWithIt(Preset preset, Ask ask, String account, Rule rule) {
        var request = ask.by(program(account)).request();
        assertThat(policy(List.of()).decide(request)).matches(Decision::denies, "is denied without it");
        var decision = policy(List.of(exemption(preset))).decide(request);
        assertThat(decision.verdict()).isEqualTo(new Exempt(rule, preset.id()));
    }

    static Stream<Arguments> aProgramIsHitWithoutItsPresetAndPassesWithIt() {
        return Stream.of(
                row("a job's Pod", Preset.GITLAB_RUNNER, pod(), "gitlab-runner/gitlab-runner", Rule.BARE_POD),
                row(
                        "a job's Pod with a deadline",
                        Preset.GITLAB_RUNNER,
                        leased(),
                        "gitlab-runner/gitlab-runner",
                        Rule.POD_DEBUG),
                row("an agent", Preset.JENKINS, pod(), "jenkins/jenkins", Rule.BARE_POD),
                row("a task of KubernetesExecutor", Preset.AIRFLOW, pod(), "airflow/airflow-scheduler", Rule.BARE_POD),
                row("a KubernetesPodOperator's Pod", Preset.AIRFLOW, pod(), "airflow/airflow-worker", Rule.BARE_POD),
                row("an executor of client mode", Preset.SPARK, pod(), "default/spark", Rule.BARE_POD),
                row(
                        "a submitted driver",
                        Preset.SPARK,
                        pod(),
                        "spark-operator/spark-operator-controller",
                        Rule.BARE_POD),
                row(
                        "node selectors of a Job's Pod",
                        Preset.KUEUE,
                        Ask.to(UPDATE, POD).ofOwner(JOB_ALONE).changing("nodeSelector"),
                        "kueue-system/kueue-controller-manager",
                        Rule.POD_EDIT),
                row(
                        "labels of a Job's Pod",
                        Preset.KUEUE,
                        Ask.to(UPDATE, POD).ofOwner(JOB_ALONE).relabelling(Membership.STAYS),
                        "kueue-system/kueue-controller-manager",
                        Rule.POD_LABEL),
                row(
                        "a resize in place",
                        Preset.VPA,
                        Ask.to(UPDATE, POD_RESIZE).ofOwner(Ask.ROOT).changing("containers[web].resources"),
                        "kube-system/vpa-updater",
                        Rule.POD_EDIT),
                row("a restored Pod", Preset.VELERO, pod(), "velero/velero", Rule.BARE_POD),
                row(
                        "a restored Pod that its ReplicaSet will adopt",
                        Preset.VELERO,
                        pod().labelled(new Adoption.By(Ask.SET, Ask.WEB)),
                        "velero/velero",
                        Rule.POD_ADOPTION),
                row("a hook's Pod", Preset.HELM_TEST, pod(), "ci/deployer", Rule.BARE_POD));
    }

    /** Whoever has the preset's rights must have its name, too; where a preset is for anybody, the namespace tells. */
    @ParameterizedTest
    @MethodSource("aProgramIsHitWithoutItsPresetAndPassesWithIt")
    void aPresetIsForItsOwnProgramAlone(Preset preset, Ask ask, String ignored, Rule rule) {
        var decision = policy(List.of(exemption(preset)))
                .decide(ask.by(program("ci/builder")).request());
        if (preset == Preset.HELM_TEST) {
            assertThat(decision.verdict()).isEqualTo(new Exempt(rule, preset.id()));
        } else {
            assertThat(decision).matches(Decision::denies, "is denied to others");
        }
    }

    @ParameterizedTest
    @EnumSource
    void noPresetMayForgeOwners(Preset preset) {
        var account =
                preset.serviceAccounts().stream().map(Glob::text).findFirst().orElse("ci/deployer");
        var forged = Ask.to(CREATE, POD).writing(Ask.reference("v1", "ConfigMap", "settings"));
        assertThat(policy(List.of(exemption(preset)))
                        .decide(forged.by(program(account)).request()))
                .matches(Decision::denies, "is denied");
    }

    @ParameterizedTest
    @EnumSource
    void aPresetSaysWhy(Preset preset) {
        assertThat(preset.reason()).isNotBlank();
    }

    /** A denial is not to be had of this rule: the change holds for one run. */
    @Test
    void kueueIsNotWarnedOfTheJobsThatItAdmits() {
        var request = Ask.to(UPDATE, JOB)
                .ofOwner(CRON_JOB)
                .changing("template.spec.nodeSelector")
                .by(program("kueue-system/kueue-controller-manager"))
                .request();
        assertThat(policy(List.of()).decide(request)).matches(Decision::warns, "is warned without it");
        assertThat(policy(List.of(exemption(Preset.KUEUE))).decide(request).verdict())
                .isEqualTo(new Exempt(Rule.WORKLOAD_EDIT, "kueue"));
    }

    @ParameterizedTest
    @MethodSource
    void otherProgramsNeedNoPreset(Ask ask, String account) {
        assertThat(policy(List.of()).decide(ask.by(program(account)).request()).action())
                .isEqualTo(Action.OFF);
    }

    static Stream<Arguments> otherProgramsNeedNoPreset() {
        return Stream.of(
                argumentSet(
                        "Argo Rollouts labels a Pod",
                        Ask.to(UPDATE, POD).ofOwner(ROLLOUT).relabelling(Membership.STAYS),
                        "argo-rollouts/argo-rollouts"),
                argumentSet(
                        "Argo Rollouts scales a ReplicaSet",
                        Ask.to(UPDATE, REPLICA_SET).ofOwner(ROLLOUT).changing("replicas"),
                        "argo-rollouts/argo-rollouts"),
                argumentSet(
                        "Tekton takes the sidecars of a TaskRun away",
                        Ask.to(UPDATE, POD).ofOwner(Ask.OPERATED).changing("containers[sidecar].image"),
                        "tekton-pipelines/tekton-pipelines-controller"),
                argumentSet(
                        "a Spark driver creates an executor of its own",
                        Ask.to(CREATE, POD).writing(DRIVER),
                        "default/spark"),
                argumentSet(
                        "a Spark driver labels an executor",
                        Ask.to(UPDATE, POD).ofOwner(DRIVER).relabelling(Membership.STAYS),
                        "default/spark"));
    }

    @Test
    void everyPresetIsPlayed() {
        assertThat(aProgramIsHitWithoutItsPresetAndPassesWithIt().map(row -> row.get()[0]))
                .contains((Object[]) Preset.values());
    }

    @Test
    void everyPresetHasItsId() {
        assertThat(Arrays.stream(Preset.values()).map(Preset::id).flatMap(id -> Preset.of(id).stream()))
                .containsExactly(Preset.values());
    }

    private static Ask pod() {
        return Ask.to(CREATE, POD).ofOwner(NOBODY);
    }

    private static Ask leased() {
        return pod().madeTo(new Purpose.Leased(600));
    }

    private static Arguments row(String what, Preset preset, Ask ask, String account, Rule rule) {
        return argumentSet(preset.id() + ": " + what, preset, ask, account, rule);
    }

    private static Requester program(String account) {
        var parts = List.of(account.split("/", 2));
        return new Requester(
                "system:serviceaccount:" + parts.getFirst() + ":" + parts.getLast(),
                List.of("system:serviceaccounts", "system:serviceaccounts:" + parts.getFirst()),
                true);
    }

    /** What {@code - name: X, preset: X} makes of it; a preset without accounts is for the namespace of these requests. */
    private static Exemption exemption(Preset preset) {
        return new Exemption(
                preset.id(),
                preset.rules(),
                List.of(),
                List.of(),
                preset.serviceAccounts(),
                preset.serviceAccounts().isEmpty() ? List.of(new Glob("shop")) : List.of(),
                Optional.empty(),
                Set.of(),
                Optional.empty());
    }

    private static Policy policy(List<Exemption> exemptions) {
        var programs = new EnumMap<Rule, Action>(Rule.class);
        for (var rule : Rule.values()) {
            programs.put(rule, rule.strictest());
        }
        return new Policy(
                Mode.ENFORCE, Map.of(), programs, NamespaceLabelUse.TIGHTEN, 3600, "", exemptions, Optional.empty());
    }
}
