package io.podward.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.admission.Disclosure;
import io.podward.certificates.TrustBundle;
import io.podward.cluster.Administration;
import io.podward.cluster.Look;
import io.podward.cluster.TlsPeer;
import io.podward.selftest.ClientConfig;
import io.podward.selftest.Configuration;
import io.podward.selftest.Evidence;
import io.podward.selftest.Finding;
import io.podward.selftest.Installation;
import io.podward.selftest.Sample;
import io.podward.selftest.Seen;
import io.podward.selftest.Selftest;
import io.podward.selftest.Served;
import io.podward.selftest.Trial;
import io.podward.selftest.Trials;
import io.podward.selftest.Tried;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Gathers what the self-test judges by: it reads, and it sends dry runs. */
final class Examination {
    private static final String HOOKS = "/apis/admissionregistration.k8s.io/v1/";
    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";
    private static final String OWN = "/namespaces/" + Installation.NAMESPACE + "/";
    private static final Duration HANDSHAKE = Duration.ofSeconds(3);

    /** So many Pods are looked at for one of a Deployment. */
    private static final int PODS = 100;

    private final Administration cluster;
    private final String namespace;
    private final Clock clock;

    Examination(Administration cluster, String namespace, Clock clock) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.clock = clock;
    }

    /** All that there is to say. */
    List<Finding> findings(String version) {
        var evidence = evidence();
        var said = new ArrayList<>(Selftest.registration(evidence));
        Selftest.leftOut(evidence, namespace).ifPresentOrElse(said::add, () -> said.addAll(tried(evidence, version)));
        return said;
    }

    private Evidence evidence() {
        var deployment = get("/apis/apps/v1" + OWN + "deployments/" + Installation.NAME);
        var mutating = get(HOOKS + Configuration.MUTATING.resource() + "s/" + Configuration.NAME);
        var validating = get(HOOKS + Configuration.VALIDATING.resource() + "s/" + Configuration.NAME);
        return new Evidence(
                mutating,
                validating,
                list(HOOKS + Configuration.MUTATING.resource() + "s"),
                list(HOOKS + Configuration.VALIDATING.resource() + "s"),
                list("/api/v1/namespaces"),
                deployment,
                get("/api/v1" + OWN + "services/" + Installation.NAME),
                list("/apis/discovery.k8s.io/v1" + OWN + "endpointslices"),
                get("/api/v1" + OWN + "configmaps/" + Installation.POLICY),
                List.of(list(RBAC + "rolebindings"), list(RBAC + "clusterrolebindings")),
                served(validating, deployment.tree()),
                clock.instant());
    }

    private List<Finding> tried(Evidence evidence, String version) {
        var trials = new Trials(namespace);
        var tried = new ArrayList<Tried>();
        var remarks = new ArrayList<Finding>();
        trials.creations().forEach(trial -> tried.add(tried(trial)));
        sample().ifPresentOrElse(
                        sample -> trials.changes(sample).forEach(trial -> tried.add(tried(trial))),
                        () -> remarks.add(Selftest.noSample(namespace, "no Pod of a Deployment can be seen")));
        job().ifPresentOrElse(job -> tried.add(tried(trials.ofJob(job))), () -> remarks.add(Selftest.noJob(namespace)));
        remarks.add(Selftest.deletions(evidence));
        return Stream.concat(Selftest.answers(tried, version).stream(), remarks.stream())
                .toList();
    }

    private Tried tried(Trial trial) {
        var result = cluster.dryRun(trial.method(), trial.path(), trial.body(), Disclosure.FIELD_MANAGER);
        return new Tried(trial, result.status(), result.message(), result.warnings());
    }

    private Optional<Sample> sample() {
        return items(cluster.page("/api/v1/namespaces/" + namespace + "/pods", PODS))
                .flatMap(pod -> Sample.replicaSetOf(pod).stream().flatMap(set -> sample(pod, set).stream()))
                .findFirst();
    }

    private Optional<Sample> sample(JsonNode pod, String replicaSet) {
        return get("/apis/apps/v1/namespaces/" + namespace + "/replicasets/" + replicaSet)
                                instanceof Seen.Found(var tree)
                        && Sample.isOfDeployment(tree)
                ? Optional.of(new Sample(pod, tree))
                : Optional.empty();
    }

    private Optional<String> job() {
        return items(cluster.page("/apis/batch/v1/namespaces/" + namespace + "/jobs", 1))
                .map(job -> job.path("metadata").path("name").asText())
                .findFirst();
    }

    private static Stream<JsonNode> items(Look look) {
        return look instanceof Look.Found(var list) ? list.path("items").valueStream() : Stream.empty();
    }

    /** What listens there if it can be reached from here; else what the Secret holds, which is what it is to show. */
    private Served served(Seen configuration, JsonNode deployment) {
        return configuration
                .tree()
                .path("webhooks")
                .valueStream()
                .map(webhook -> new ClientConfig(webhook.path("clientConfig")))
                .findFirst()
                .map(client -> Stream.of(TlsPeer.chain(client.host(), client.port(), HANDSHAKE), kept(deployment))
                        .filter(chain -> !chain.isEmpty())
                        .findFirst()
                        .<Served>map(Served.Chain::new)
                        .orElseGet(() ->
                                new Served.Unseen(client.host() + " cannot be reached from here, nor a Secret read")))
                .orElseGet(() -> new Served.Unseen("nobody is registered"));
    }

    /** Of two Secrets one may be left over from another way to have certificates. */
    private List<X509Certificate> kept(JsonNode deployment) {
        var secret = Installation.managesCertificates(deployment) ? Installation.CERTIFICATES : Installation.TLS;
        return Stream.of(get("/api/v1" + OWN + "secrets/" + secret).tree())
                .map(tree -> tree.path("data").path("tls.crt").asText(""))
                .filter(text -> !text.isEmpty())
                .map(text -> TrustBundle.read(new String(Base64.getMimeDecoder().decode(text), UTF_8))
                        .authorities())
                .findFirst()
                .orElse(List.of());
    }

    private Seen get(String path) {
        return seen(cluster.get(path));
    }

    private Seen list(String path) {
        return seen(cluster.list(path));
    }

    private static Seen seen(Look look) {
        return switch (look) {
            case Look.Found(var tree) -> new Seen.Found(tree);
            case Look.NotFound _ -> new Seen.Absent();
            case Look.Unavailable(var why) -> new Seen.Unreadable(why);
        };
    }
}
