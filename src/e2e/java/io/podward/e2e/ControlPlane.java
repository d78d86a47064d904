package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** A real control plane with Podward in it, through {@code plane.sh}. */
final class ControlPlane implements AutoCloseable {
    private final Path folder;
    private final PlaneScript script;
    private final Properties addresses = new Properties();
    private final AtomicReference<Podward> running = new AtomicReference<>(Podward.NONE);

    private ControlPlane(Path folder) {
        this.folder = folder.toAbsolutePath();
        this.script = new PlaneScript(this.folder);
    }

    /**
     * What Podward is told.
     *
     * @param policy the fields of its policy
     * @param environment what else is in its environment
     */
    record Podward(String policy, Map<String, String> environment) {
        /** Podward does not run. */
        private static final Podward NONE = with("");

        Podward {
            environment = Map.copyOf(environment);
        }

        /** With nothing but a policy. */
        static Podward with(String policy) {
            return new Podward(policy, Map.of());
        }
    }

    /**
     * Starts a plane.
     *
     * @param folder where it lives; emptied first
     * @param podward what Podward does on it
     * @param options of {@code plane.sh up}, beside {@code --pod-delete}: all that Podward can be asked about is asked
     */
    static ControlPlane start(Path folder, Podward podward, String... options) {
        var plane = new ControlPlane(folder);
        // What an interrupted run may have left is not to be tested.
        plane.script.runs(Map.of(), "down");
        plane.script.runs(
                podward.environment(),
                Stream.concat(Stream.of("up", "--pod-delete", "--policy", plane.saves(podward)), Stream.of(options))
                        .toArray(String[]::new));
        plane.loadAddresses();
        plane.running.set(podward);
        plane.awaitFirstCall();
        return plane;
    }

    /** Starts a plane that has never heard of Podward. */
    static ControlPlane bare(Path folder) {
        var plane = new ControlPlane(folder);
        plane.script.runs(Map.of(), "down");
        plane.script.runs(Map.of(), "up", "--no-podward");
        plane.loadAddresses();
        return plane;
    }

    private void loadAddresses() {
        try (var file = Files.newBufferedReader(folder.resolve("cluster.env"))) {
            addresses.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Beside the plane's folder, which must be empty at first. */
    private String saves(Podward podward) {
        try {
            Files.createDirectories(folder.getParent());
            var file = folder.resolveSibling(folder.getFileName() + "-policy.yaml");
            return Files.writeString(file, PolicyFile.manifest(podward.policy()))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The API server learns of a new webhook, and of one that came back, in its own time. */
    void awaitFirstCall() {
        eventually(() -> {
            alice().tries("kubectl run probe --image=probe --dry-run=server");
            assertThat(podwardMetrics().sum("podward_decisions_total", Map.of()))
                    .isPositive();
        });
    }

    /** Has Podward run like that. It is started afresh only if it must be: another policy it takes over as it runs. */
    void run(Podward podward) {
        var before = running.getAndSet(podward);
        if (before.equals(podward)) {
            return;
        }
        if (!before.equals(Podward.NONE) && before.environment().equals(podward.environment())) {
            var loads = policyLoads();
            policyFile().becomes(PolicyFile.manifest(podward.policy()));
            eventually(() -> assertThat(policyLoads()).isGreaterThan(loads));
        } else {
            script.runs(podward.environment(), "podward", "--policy", saves(podward));
            awaitFirstCall();
        }
    }

    private int policyLoads() {
        return podwardMetrics().sum("podward_policy_reloads_total", Map.of("outcome", "loaded"));
    }

    /** Where Podward's policy is. */
    PolicyFile policyFile() {
        return new PolicyFile(Path.of(addresses.getProperty("POLICY")));
    }

    /** Stops Podward; it stays registered. */
    void stopPodward() {
        running.set(Podward.NONE);
        script.runs(Map.of(), "stop-podward");
    }

    /**
     * Starts Podwards in its place, by the same policy, and a balancer before them, where the API server asks. Closing that ends all
     * of them, and leaves no Podward.
     */
    Replication replicate(Map<String, String> environment) {
        stopPodward();
        return Replication.start(
                script, environment, webhookPort(), Integer.parseInt(addresses.getProperty("REPLICA_PORT")));
    }

    /** Where the API server asks Podward. */
    int webhookPort() {
        return URI.create(addresses.getProperty("WEBHOOK_URL")).getPort();
    }

    /** Applies all that Podward was installed with once more. */
    void appliesManifestsAgain() {
        admin().does("kubectl apply -k '%s'".formatted(folder.resolve("registration")));
    }

    /** Alice again, for many requests at once. It is an administrator who acts as her: of those only a token is needed. */
    ApiClient apiClient() {
        var token = admin().does("""
                kubectl -n kube-system create serviceaccount stand-in --dry-run=client -o yaml | kubectl apply -f - >/dev/null
                kubectl create clusterrolebinding stand-in --clusterrole=cluster-admin \
                    --serviceaccount=kube-system:stand-in --dry-run=client -o yaml | kubectl apply -f - >/dev/null
                kubectl -n kube-system create token stand-in""");
        return ApiClient.of(addresses.getProperty("API_SERVER"), folder.resolve("pki/ca.crt"), token.strip());
    }

    /** Something that Podward can take for the API server, until it is closed. */
    Relay apiServerRelay() {
        return Relay.to(URI.create(addresses.getProperty("API_SERVER")).getPort());
    }

    @Override
    public void close() {
        script.runs(Map.of(), "down");
    }

    /** A developer with the ClusterRole {@code edit} in the namespace {@code shop}. */
    User alice() {
        return user("alice", folder.resolve("alice.kubeconfig"));
    }

    /** Somebody who may do everything. */
    User admin() {
        return user("admin", folder.resolve("admin.kubeconfig"));
    }

    /** The kubelet of {@code node-1}. */
    User node() {
        return user("node", folder.resolve("node.kubeconfig"));
    }

    /**
     * A program: whoever has this service account. It may do everything, so that nothing but Podward is in its way.
     *
     * @param account as {@code NAMESPACE/NAME}
     */
    User program(String account) {
        var namespace = account.substring(0, account.indexOf('/'));
        return impersonating("admin", """
                as: "system:serviceaccount:%s", as-groups: [third-parties, system:authenticated, \
                system:serviceaccounts, "system:serviceaccounts:%s"]""".formatted(account.replace('/', ':'), namespace));
    }

    /**
     * Somebody who acts as somebody else, with {@code shop} for a namespace.
     *
     * @param user who it really is: alice or admin
     * @param as as whom, in the words of a kubeconfig: kubectl has not got a flag for all of them before 1.35
     */
    User impersonating(String user, String as) {
        var name = user + "-" + Integer.toHexString(as.hashCode());
        try {
            var kubeconfig = Files.readString(folder.resolve(user + ".kubeconfig"))
                    .replace("user: {", "user: {" + as + ", ")
                    .replace("namespace: default", "namespace: shop");
            return user(name, Files.writeString(folder.resolve(name + ".kubeconfig"), kubeconfig));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody else. */
    User user(String name, Path kubeconfig) {
        return User.of(folder.resolve("users").resolve(name), addresses.getProperty("KUBECTL"), kubeconfig);
    }

    /** One of the addresses and paths in {@code cluster.env}. */
    String address(String name) {
        return addresses.getProperty(name);
    }

    /** A file of the plane. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** What Podward counts. */
    Metrics podwardMetrics() {
        return Metrics.at(addresses.getProperty("MANAGEMENT_URL") + "/q/metrics");
    }

    /** What Podward says of its readiness. */
    JsonNode readiness() {
        return health("ready");
    }

    /** What Podward says of itself: {@code ready} or {@code live}; nothing while it does not listen. */
    JsonNode health(String what) {
        var address = addresses.getProperty("MANAGEMENT_URL");
        var said = admin().tries("curl -sS '%s/q/health/%s'".formatted(address, what))
                .stdout();
        return Json.parse(said.isEmpty() ? "{}" : said);
    }

    /** What the API server and its clients show of themselves; {@code ca.crt} has signed all of it. */
    Path pki(String file) {
        return folder.resolve("pki").resolve(file);
    }

    /** Where Podward's certificate is, on a plane whose certificates are files. */
    Path webhookCertificates() {
        return folder.resolve("webhook");
    }

    /** Where the API server asks Podward. */
    String webhookUrl() {
        return addresses.getProperty("WEBHOOK_URL");
    }

    /** What the API server counts. */
    Metrics apiServerMetrics() {
        return Metrics.parse(admin().does("kubectl get --raw /metrics"));
    }

    /** What the API server writes down. */
    JsonLog auditLog() {
        return new JsonLog(Path.of(addresses.getProperty("AUDIT_LOG")));
    }

    /** What Podward writes down. */
    JsonLog podwardLog() {
        return new JsonLog(folder.resolve("logs/podward.log"));
    }
}
