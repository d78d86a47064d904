package io.podward.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** From what was read and tried to what is to be said of it. */
public final class Selftest {
    private static final String METADATA_NAME = "kubernetes.io/metadata.name";

    private Selftest() {}

    /** What is registered, and what it meets there. */
    public static List<Finding> registration(Evidence evidence) {
        var labels = evidence.labels();
        return Stream.of(
                        configuration(Configuration.MUTATING, evidence, labels),
                        configuration(Configuration.VALIDATING, evidence, labels),
                        endpoints(evidence),
                        conflicts(Configuration.MUTATING, evidence, labels),
                        conflicts(Configuration.VALIDATING, evidence, labels),
                        new PolicyCheck(
                                        evidence.policy(),
                                        evidence.bindings(),
                                        evidence.validating(),
                                        evidence.now().atZone(ZoneOffset.UTC).toLocalDate())
                                .findings().stream())
                .flatMap(findings -> findings)
                .toList();
    }

    /** What the dry runs brought. */
    public static List<Finding> answers(List<Tried> tried, String version) {
        return new Answers(tried, version).findings();
    }

    /** Why nothing can be tried in a namespace: Podward is not asked about what happens there. */
    public static Optional<Finding> leftOut(Evidence evidence, String namespace) {
        var labels = evidence.labels().getOrDefault(namespace, Map.of(METADATA_NAME, namespace));
        var leftOut = evidence.validating()
                .tree()
                .path("webhooks")
                .valueStream()
                .filter(webhook -> webhook.path("name").asText().equals("pods.podward.io"))
                .anyMatch(webhook -> !NamespaceSelection.selects(webhook.path("namespaceSelector"), labels));
        return leftOut
                ? Optional.of(Finding.unknown(
                        "dry runs",
                        "not tried: the namespaceSelector leaves out namespace " + namespace
                                + ": name another with --namespace"))
                : Optional.empty();
    }

    /** Why less can be tried in a namespace. */
    public static Finding noSample(String namespace, String why) {
        return Finding.unknown(
                "dry runs",
                "changes not tried: " + why + " in namespace " + namespace + ": name another with --namespace");
    }

    /** Why no Job can be tried. */
    public static Finding noJob(String namespace) {
        return Finding.note("Jobs", "UPDATE jobs: registered; not tried: no Job in namespace " + namespace);
    }

    /** A deletion has no field for the question. */
    public static Finding deletions(Evidence evidence) {
        var asked =
                evidence.validating().tree().path("webhooks").valueStream().anyMatch(PolicyCheck::asksAboutDeletions);
        return Finding.note(
                "rule pod-delete",
                asked
                        ? "DELETE pods: registered; not tried: a deletion cannot carry the question"
                        : "DELETE pods: not registered (components/pod-delete)");
    }

    private static Stream<Finding> configuration(
            Configuration kind, Evidence evidence, Map<String, Map<String, String>> labels) {
        var other = kind == Configuration.MUTATING ? Configuration.VALIDATING : Configuration.MUTATING;
        var registration = new Registration(kind, evidence.configuration(kind), evidence.configuration(other), labels);
        var certificates = new CertificateCheck(
                        evidence.served(),
                        Installation.managesCertificates(evidence.deployment().tree()),
                        evidence.now())
                .findings(kind, evidence.configuration(kind).tree());
        return Stream.concat(registration.findings().stream(), certificates);
    }

    private static Stream<Finding> endpoints(Evidence evidence) {
        return client(evidence).stream()
                .flatMap(client -> new Endpoints(client, evidence.service(), evidence.slices()).findings());
    }

    private static Optional<ClientConfig> client(Evidence evidence) {
        return Stream.of(evidence.validating(), evidence.mutating())
                .flatMap(seen -> seen.tree().path("webhooks").valueStream())
                .map((JsonNode webhook) -> new ClientConfig(webhook.path("clientConfig")))
                .findFirst();
    }

    private static Stream<Finding> conflicts(
            Configuration kind, Evidence evidence, Map<String, Map<String, String>> labels) {
        return new Conflicts(
                        kind,
                        evidence.all(kind),
                        labels.getOrDefault(Installation.NAMESPACE, Map.of(METADATA_NAME, Installation.NAMESPACE)),
                        Installation.podLabels(evidence.deployment().tree()))
                .findings().stream();
    }
}
