package io.podward.webhook;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.podward.cluster.Cluster;
import io.podward.cluster.LiveCluster;
import io.podward.cluster.ManifestCluster;
import io.podward.policy.Printable;
import io.podward.policyfile.PolicyNotes;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The parts that are made from the settings. A part that cannot be made ends the start, with one line. */
@Singleton
final class Wiring {
    private static final Set<String> METHODS = Set.of("GET", "POST");
    private static final Logger LOG = Logger.getLogger(Wiring.class);

    @Produces
    @Singleton
    Settings settings(Config config) {
        return switch (Preflight.settings(config)) {
            case Settings.Reading.Valid(var settings) -> settings;
            case Settings.Reading.Invalid(var problems) -> throw new CannotStart(String.join("; ", problems));
        };
    }

    /** The client is made on demand: with a folder there need not be any cluster to connect to. */
    @Produces
    @Singleton
    Cluster cluster(Settings settings, Instance<KubernetesClient> client) {
        return settings.clusterFolder().map(Wiring::folder).orElseGet(() -> live(settings, client));
    }

    private static Cluster live(Settings settings, Instance<KubernetesClient> client) {
        try {
            return new LiveCluster(client.get(), settings.lookupTimeout());
        } catch (RuntimeException e) {
            throw new CannotStart("the kubeconfig cannot be used: " + Printable.of(e.toString()));
        }
    }

    private static Cluster folder(Path folder) {
        return switch (ManifestCluster.read(folder)) {
            case ManifestCluster.Reading.Loaded(var cluster) -> cluster;
            case ManifestCluster.Reading.Broken(var problems) -> throw new CannotStart(String.join("; ", problems));
        };
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    /** HTTP lets a caller make methods up: of those, metrics know one. */
    @Produces
    @Singleton
    MeterFilter knownMethods() {
        return MeterFilter.replaceTagValues("method", method -> METHODS.contains(method) ? method : "OTHER");
    }

    /** Before anyone asks, because making the client takes a while, and may fail; and an alert needs metrics that exist. */
    void start(
            @Observes StartupEvent started,
            Settings settings,
            Cluster cluster,
            Recorder recorder,
            ActivePolicy policy,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        Gauge.builder("podward.build", () -> 1)
                .description("Which Podward this is")
                .tag("version", version)
                .register(metrics);
        LOG.infof(
                "Policy %s: %s; owners from %s",
                policy.file().map(Path::toString).orElse("built in"),
                PolicyNotes.summary(policy.loaded()),
                settings.clusterFolder().map(Path::toString).orElse("the live cluster"));
    }
}
