package io.podward.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.podward.manifest.ClusterFacts;
import io.podward.manifest.ResolvedOwner;
import io.podward.manifest.Trees;
import io.podward.manifest.Workload;
import io.podward.policy.Action;
import io.podward.policy.Adoption;
import io.podward.policy.Inquiry;
import io.podward.policy.Mode;
import io.podward.policy.NamespaceLabels;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import io.podward.policy.Phase;
import io.podward.policy.Policies;
import io.podward.policy.Rule;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AnswerTest {
    private static final Workload DEPLOYMENT = new Workload(Trees.tree(
            "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'shop', uid: 'd'},"
                    + " spec: {template: {spec: {containers: [{name: 'a'}]}}}}"));

    private static final String COMMAND = "kubectl -n shop set env deployment/web -c a COLOR=geheim";
    private static final String MASKED = "kubectl -n shop set env deployment/web -c a COLOR=\\\"${NEW_COLOR:?}\\\"";

    @Test
    void aDenialIsForPeopleAndForMachines() {
        assertThat(Trees.tree(json(Mode.ENFORCE, Action.DENY)))
                .isEqualTo(Trees.tree("""
                        {apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: {
                          uid: 'u-1', allowed: false,
                          status: {
                            status: 'Failure', reason: 'Forbidden', code: 403,
                            message: 'Pod web-1 belongs to Deployment web: a change made here is lost when the Pod is replaced.\\n\\nChange the Deployment instead:\\n  %s',
                            details: {name: 'web-1', kind: 'pods', causes: [
                              {reason: 'podward.io/rule', message: 'pod-edit'},
                              {reason: 'podward.io/root', message: 'apps/v1 Deployment shop/web'},
                              {reason: 'podward.io/command', message: "%s"}]}},
                          auditAnnotations: {
                            rule: 'pod-edit', action: 'deny', mode: 'enforce', requester: 'person',
                            root: 'apps/v1 Deployment shop/web', command: "%s"}}}
                        """.formatted(COMMAND, MASKED, MASKED)));
    }

    @Test
    void aWarningAllows() {
        assertThat(Trees.tree(json(Mode.ENFORCE, Action.WARN)).path("response"))
                .isEqualTo(Trees.tree("""
                        {uid: 'u-1', allowed: true,
                         warnings: ['Pod web-1 belongs to Deployment web: a change made here is lost when the Pod is replaced. Change the Deployment instead: %s'],
                         auditAnnotations: {
                           rule: 'pod-edit', action: 'warn', mode: 'enforce', requester: 'person',
                           root: 'apps/v1 Deployment shop/web', command: "%s"}}
                        """.formatted(COMMAND, MASKED)));
    }

    @Test
    void auditModeOnlyRecords() {
        assertThat(Trees.tree(json(Mode.AUDIT, Action.DENY)).path("response"))
                .isEqualTo(Trees.tree("""
                        {uid: 'u-1', allowed: true, auditAnnotations: {
                           rule: 'pod-edit', action: 'deny', mode: 'audit', requester: 'person',
                           root: 'apps/v1 Deployment shop/web', command: "%s"}}
                        """.formatted(MASKED)));
    }

    @Test
    void aRuleThatIsOffLeavesNoTrace() {
        assertThat(Trees.tree(json(Mode.ENFORCE, Action.OFF)).path("response"))
                .isEqualTo(Trees.tree("{uid: 'u-1', allowed: true}"));
    }

    @Test
    void anErrorOfOursAnswersAsItIsSet() {
        assertThat(Trees.tree(text(Answer.ofError("u-2", true))).path("response"))
                .isEqualTo(Trees.tree("{uid: 'u-2', allowed: true}"));
        assertThat(Trees.tree(text(Answer.ofError("u-2", false)))
                        .path("response")
                        .path("status")
                        .path("code"))
                .isEqualTo(Trees.tree("403"));
    }

    private static String json(Mode mode, Action action) {
        var reviewer = new Reviewer(Policies.of(mode, Map.of(Rule.POD_EDIT, action)));
        return switch (reviewer.review(edit(), Phase.VALIDATE)) {
            case Step.Answered(var answer) -> text(answer.toJson());
            case Step.Ask(var inquiry, var then) -> {
                var set = new OwnerReference("apps/v1", "ReplicaSet", "web-rs", "r");
                assertThat(inquiry)
                        .isEqualTo(
                                new Inquiry("shop", Optional.of(set), Optional.empty(), Optional.empty(), true, false));
                yield text(then.apply(new ClusterFacts(
                                ResolvedOwner.root(set, DEPLOYMENT, DEPLOYMENT),
                                ResolvedOwner.notFound(new Owner.None()),
                                new Adoption.Unknown(),
                                new NamespaceLabels.Unknown(),
                                Optional.empty()))
                        .toJson());
            }
        };
    }

    private static ReviewRequest edit() {
        var pod =
                "{metadata: {name: 'web-1', ownerReferences: [{apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-rs',"
                        + " uid: 'r', controller: true}]}, spec: {containers: [{name: 'a'%s}]}}";
        var review = Trees.tree("{apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request: {uid: 'u-1',"
                + " resource: {group: '', version: 'v1', resource: 'pods'}, namespace: 'shop', operation: 'UPDATE',"
                + " userInfo: {username: 'alice'}, object: "
                + pod.formatted(", env: [{name: 'COLOR', value: 'geheim'}]")
                + ", oldObject: " + pod.formatted("") + "}}");
        return switch (ReviewReader.read(review.toString().getBytes(StandardCharsets.UTF_8))) {
            case Review.Asked(var request) -> request;
            case Review.Malformed(var problem) -> throw new AssertionError(problem);
        };
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
