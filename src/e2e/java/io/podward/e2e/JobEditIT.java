package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever changes a Job of a CronJob is told that it holds for this run, and the command for the runs to come. */
@OnControlPlane(policy = AllRules.POLICY)
final class JobEditIT {
    private final User alice;

    JobEditIT(ControlPlane plane) {
        this.alice = plane.alice();
    }

    @Test
    void ofItsDeadline(GoldenFile golden) {
        runs("limited-report");

        var warned =
                alice.tries("kubectl patch job limited-report-now -p '{\"spec\": {\"activeDeadlineSeconds\": 600}}'");

        golden.matches(warned);
        assertThat(warned.exitCode()).isZero();
        alice.does(warned.suggestion());
        assertThat(alice.reads("cronjob limited-report", ".spec.jobTemplate.spec.activeDeadlineSeconds"))
                .isEqualTo("600");
    }

    /** The API server refuses that in any case. */
    @Test
    void ofItsTemplate(GoldenFile golden) {
        runs("changed-report");

        var warned = alice.tries("kubectl set image job/changed-report-now blog=registry.example.com/blog-api:v2");

        golden.matches(warned.stderr().replaceAll("(?s)(is invalid: spec.template: Invalid value: ).*", "$1…\n"));
        assertThat(warned.exitCode()).isNotZero();
        alice.does(warned.suggestion());
        alice.does("kubectl create job changed-report-later --from=cronjob/changed-report");
        new Replicas(alice, "job/changed-report-later").allHave(1, Replicas.IMAGE_V2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"suspend\": true}", "{\"suspend\": false}", "{\"parallelism\": 0}"})
    void thatIsMeantForOneRunIsSilent(String spec) {
        if (alice.tries("kubectl get job one-report-now").exitCode() != 0) {
            runs("one-report");
        }

        var changed = alice.tries("kubectl patch job one-report-now -p '{\"spec\": %s}'".formatted(spec));

        assertThat(changed.stderr()).isEmpty();
        assertThat(changed.exitCode()).isZero();
    }

    @Test
    void ofAJobThatNothingOwnsIsSilent() {
        alice.creates(Workloads.job("nobodys-import"));

        var changed = alice.tries("kubectl patch job nobodys-import -p '{\"spec\": {\"activeDeadlineSeconds\": 600}}'");

        assertThat(changed.stderr()).isEmpty();
        assertThat(changed.exitCode()).isZero();
    }

    private void runs(String cronJob) {
        alice.creates(Workloads.cronJob(cronJob));
        alice.does("kubectl create job %1$s-now --from=cronjob/%1$s".formatted(cronJob));
    }
}
