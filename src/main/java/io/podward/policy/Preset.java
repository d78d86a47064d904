package io.podward.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Programs that break rules for a good reason, with the service accounts that their own installation gives them. Only those are here
 * that the rules would hit otherwise: what works on Pods of its own custom resources (Argo Rollouts, Tekton, most operators) needs
 * no exemption. The ids are public: never rename one.
 */
public enum Preset {
    /**
     * GitLab Runner, Kubernetes executor: a Pod a job, without owner. The chart names the account after the release
     * (docs.gitlab.com/runner/executors/kubernetes, docs.gitlab.com/runner/install/kubernetes).
     */
    GITLAB_RUNNER("gitlab-runner", "the runner creates a Pod for each job"),
    /**
     * Jenkins with its Kubernetes plug-in: an agent is a Pod without owner (plugins.jenkins.io/kubernetes, and
     * jenkins.io/doc/book/installing/kubernetes for the account).
     */
    JENKINS("jenkins", "Jenkins creates a Pod for each agent"),
    /**
     * Airflow: the scheduler creates a Pod for each task (KubernetesExecutor), a worker those of KubernetesPodOperator
     * (airflow.apache.org, provider cncf-kubernetes; the accounts are those of its Helm chart for a release by its name).
     */
    AIRFLOW("airflow", "Airflow creates a Pod for each task"),
    /**
     * Spark: the driver of cluster mode has no owner (SPARK-31749), nor have executors in client mode unless the driver's Pod is
     * named to them (spark.apache.org, Running Spark on Kubernetes, which also names the account {@code spark}). The other account is
     * that of the Spark operator's Helm chart, which submits.
     */
    SPARK("spark", "Spark creates Pods for drivers and executors"),
    /**
     * Kueue: when it admits a Job it sets node selectors, labels and counts in Job and Pods, and takes its scheduling gate away
     * (kueue.sigs.k8s.io, Run Plain Pods, Topology Aware Scheduling). The plain Pods themselves are their users' to exempt.
     */
    KUEUE("kueue", "Kueue prepares the Pods and Jobs that it admits"),
    /**
     * Vertical Pod Autoscaler, update mode InPlaceOrRecreate: its updater resizes running Pods (kubernetes/autoscaler,
     * vertical-pod-autoscaler, AEP-4016; the account is that of deploy/vpa-rbac.yaml).
     */
    VPA("vpa", "the autoscaler resizes Pods in place"),
    /**
     * Velero: a restore creates Pods first, without owner references, and what owns them afterwards, which then adopts them
     * (velero.io/docs, Restore Reference; the account is that of {@code velero install}).
     */
    VELERO("velero", "a restore creates Pods before their owners"),
    /**
     * Helm: {@code helm test} runs Pods without owner, as whoever calls it (helm.sh/docs/topics/chart_tests). Anybody may write the
     * annotation that makes one, so that nothing but the namespace can say where this is welcome.
     */
    HELM_TEST("helm-test", "helm test runs Pods without owner");

    private final String id;
    private final String reason;

    Preset(String id, String reason) {
        this.id = id;
        this.reason = reason;
    }

    /** The preset with this id. */
    public static Optional<Preset> of(String id) {
        return Arrays.stream(values()).filter(preset -> preset.id.equals(id)).findFirst();
    }

    /** The id, as policies spell it. */
    public String id() {
        return id;
    }

    /** Why it has to break rules. */
    public String reason() {
        return reason;
    }

    /** The rules that it has to break. What makes Pods also makes short-lived ones. */
    public Set<Rule> rules() {
        return switch (this) {
            case GITLAB_RUNNER, JENKINS, AIRFLOW, SPARK, HELM_TEST -> Set.of(Rule.BARE_POD, Rule.POD_DEBUG);
            case KUEUE -> Set.of(Rule.POD_EDIT, Rule.POD_LABEL, Rule.WORKLOAD_EDIT);
            case VPA -> Set.of(Rule.POD_EDIT);
            case VELERO -> Set.of(Rule.BARE_POD, Rule.POD_ADOPTION, Rule.POD_DEBUG);
        };
    }

    /** The service accounts of a usual installation; empty if anybody may be meant, and only the namespace can tell. */
    public List<Glob> serviceAccounts() {
        return switch (this) {
            case GITLAB_RUNNER -> accounts("gitlab-runner/gitlab-runner");
            case JENKINS -> accounts("jenkins/jenkins");
            case AIRFLOW -> accounts("airflow/airflow-scheduler", "airflow/airflow-worker");
            case SPARK -> accounts("default/spark", "spark-operator/spark-operator-controller");
            case KUEUE -> accounts("kueue-system/kueue-controller-manager");
            case VPA -> accounts("kube-system/vpa-updater");
            case VELERO -> accounts("velero/velero");
            case HELM_TEST -> accounts();
        };
    }

    private static List<Glob> accounts(String... names) {
        return Arrays.stream(names).map(Glob::new).toList();
    }
}
