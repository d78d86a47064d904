package io.podward.manifest;

import java.util.List;
import java.util.Optional;

/** A Pod turned into the workload that does the same, and keeps doing it. */
public sealed interface PodConversion {
    /**
     * The workload: a Deployment, or a Job for a Pod that is to end.
     *
     * @param workload the workload, as it can be created
     * @param remarks what was decided on the way
     * @param createCommand what to tell {@code kubectl create deployment} or {@code job}, where that makes all of it
     */
    record Converted(Workload workload, List<Remark> remarks, Optional<CreateCommand> createCommand)
            implements PodConversion {
        public Converted {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * What is no Pod, or one that the API server would not take.
     *
     * @param problems what is wrong; at least one
     */
    record Invalid(List<FieldProblem> problems) implements PodConversion {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /** Converts a Pod as a user wrote it, as an admission request shows it, or as the API server returns it. */
    static PodConversion of(PodManifest pod) {
        var problems = PodShape.problems(pod);
        return problems.isEmpty() ? WorkloadDraft.of(pod).converted() : new Invalid(problems);
    }
}
