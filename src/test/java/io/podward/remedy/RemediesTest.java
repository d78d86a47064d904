package io.podward.remedy;

import static io.podward.remedy.Attempts.workload;
import static org.assertj.core.api.Assertions.assertThat;

import io.podward.manifest.Workload;
import io.podward.policy.Action;
import io.podward.policy.BreakGlass;
import io.podward.policy.Membership;
import io.podward.policy.Mode;
import io.podward.policy.Owner;
import io.podward.policy.Policies;
import io.podward.policy.Policy;
import io.podward.policy.Rule;
import io.podward.policy.Target;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes beyond a single rule. */
final class RemediesTest {
    private static final String PROBLEM =
            "Pod web-0 belongs to StatefulSet web: a change made here is lost when the Pod is replaced.";

    private static final String DENIAL =
            PROBLEM + "\n\nChange the StatefulSet instead:\n  kubectl -n shop set image statefulset/web a=x:2";

    private static final String POD =
            "{metadata: {name: 'web-0', labels: {%s}}, spec: {containers: [{name: 'a', image: '%s'}]}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            podward:break-glass | -        | --as=podward:break-glass
            podward:break-glass | on call  | --as=podward:break-glass
            it's me             | -        | --as='it'\\''s me'
            -                   | on call  | --as-group='on call' and the --as that goes with it
            """, quoteCharacter = '"')
    void theLastLinesSayWhatToDoInAnEmergencyAndWhomToAsk(@Nullable String user, @Nullable String group, String flags) {
        var way = new BreakGlass(Optional.ofNullable(user), Optional.ofNullable(group));
        assertThat(image("", "")
                        .remedy(Rule.POD_EDIT, owner(), policy("Ask #platform", Optional.of(way)))
                        .denial())
                .isEqualTo(DENIAL + "\n\nIn an emergency, repeat it with " + flags
                        + ", if you may: that is allowed, and recorded.\nAsk #platform");
    }

    @Test
    void nothingIsSaidOfWhatIsNotThere() {
        assertThat(image("", "").remedy(Rule.POD_EDIT).denial()).isEqualTo(DENIAL);
    }

    @Test
    void anEmergencyIsMadeGoodAfterwards() {
        assertThat(image("", "").remedy(Rule.POD_EDIT).emergency())
                .isEqualTo("Allowed in an emergency, and recorded. " + PROBLEM
                        + " Change the StatefulSet instead: kubectl -n shop set image statefulset/web a=x:2");
    }

    @Test
    void aLabelThatChangesBesidesIsMentioned() {
        assertThat(image("app: 'web'", "app: 'web', tier: 'x'")
                        .remedy(Rule.POD_EDIT)
                        .denial())
                .isEqualTo(DENIAL + "\n\nThe change of label tier is this Pod's alone, too, and left out.");
    }

    @Test
    void aWarningSaysWhatKeepsItsCommandFromThePods() {
        var onDelete = set("updateStrategy: {type: 'OnDelete'}, ");
        assertThat(image("", "")
                        .ownedBy(onDelete, onDelete)
                        .remedy(Rule.POD_EDIT)
                        .warning())
                .isEqualTo(PROBLEM
                        + " Its update strategy is OnDelete: each Pod takes a change of the template when you delete it."
                        + " Change the StatefulSet instead: kubectl -n shop set image statefulset/web a=x:2");
    }

    @Test
    void nothingTemporaryIsSuggestedWhereThatIsDenied() {
        var strict = Policies.of(
                Mode.ENFORCE,
                Map.of(Rule.BARE_POD, Action.DENY, Rule.POD_DETACH, Action.DENY, Rule.POD_DEBUG, Action.DENY));
        var session = Attempts.create("{metadata: {name: 'sh'}, spec: {restartPolicy: 'Never',"
                + " containers: [{name: 'sh', image: 'busybox', stdin: true, tty: true}]}}");
        assertThat(session.remedy(Rule.BARE_POD, new Owner.None(), strict).denial())
                .contains("Create a Job instead")
                .doesNotContain("kubectl -n shop run", "kubectl -n shop debug");
        var isolated = Attempts.update(Target.POD, POD.formatted("app: 'web'", "x:1"), POD.formatted("", "x:1"))
                .ownedBy(set(""), set(""))
                .andThePod(Membership.LEAVES);
        assertThat(isolated.remedy(Rule.POD_DETACH, owner(), strict).denial())
                .endsWith("\n\nLeave its labels as they are.");
    }

    private static Attempts image(String labelsBefore, String labelsAfter) {
        return Attempts.update(Target.POD, POD.formatted(labelsBefore, "x:1"), POD.formatted(labelsAfter, "x:2"))
                .ownedBy(set(""), set(""));
    }

    private static Owner owner() {
        return new Owner.Root(Attempts.reference(set("")), set("").ref());
    }

    private static Workload set(String fields) {
        return workload("{apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: {name: 'web'}, spec: {" + fields
                + "template: {spec: {containers: [{name: 'a', image: 'x:1'}]}}}}");
    }

    private static Policy policy(String help, Optional<BreakGlass> way) {
        var base = Attempts.POLICY;
        return new Policy(
                base.mode(),
                base.people(),
                base.programs(),
                base.namespaceLabels(),
                base.leaseSeconds(),
                help,
                base.exemptions(),
                way);
    }
}
