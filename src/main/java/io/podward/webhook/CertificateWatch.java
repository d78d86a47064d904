package io.podward.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.podward.policy.Printable;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Looks at the files of the certificates again and again, and tells what came of it. It compares what they hold: a mounted Secret is
 * changed by a symbolic link to another folder, of which watching the files would see nothing.
 */
@Singleton
final class CertificateWatch {
    private static final Logger LOG = Logger.getLogger(CertificateWatch.class);
    private static final long SECONDS_BETWEEN_LOOKS = 1;

    private final CertificateFiles files;
    private final ClientAuthentication clients;
    private final Counter loaded;
    private final Counter refused;
    private final AtomicBoolean failing = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("podward-certificate").factory());

    CertificateWatch(CertificateFiles files, ClientAuthentication clients, MeterRegistry metrics) {
        this.files = files;
        this.clients = clients;
        this.loaded = reloads("loaded", metrics);
        this.refused = reloads("refused", metrics);
    }

    void start(@Observes StartupEvent started) {
        var _ = thread.scheduleWithFixedDelay(
                this::look, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    /** One look. Nothing that is thrown may end the looking: none would ever be loaded again. Told once. */
    void look() {
        try {
            tellOfCertificate(files.look());
            tellOfClients(clients.look());
            failing.set(false);
        } catch (Throwable e) {
            if (!failing.getAndSet(true)) {
                LOG.error("The certificates could not be looked at, because of an error in Podward", e);
            }
        }
    }

    private void tellOfCertificate(FileLook look) {
        switch (look) {
            case FileLook.Unchanged _ -> {}
            case FileLook.Loaded(var what) -> {
                loaded.increment();
                LOG.infof("The certificate has changed: %s", Printable.of(what));
            }
            case FileLook.Refused(var problem) -> {
                refused.increment();
                LOG.errorf("The changed certificate is refused, the last good one stays: %s", Printable.of(problem));
            }
        }
    }

    private static void tellOfClients(FileLook look) {
        switch (look) {
            case FileLook.Unchanged _ -> {}
            case FileLook.Loaded(var what) -> LOG.infof("The CA of the client has changed: %s", what);
            case FileLook.Refused(var problem) ->
                LOG.errorf(
                        "The changed CA of the client is refused, the last good one stays: %s", Printable.of(problem));
        }
    }

    private static Counter reloads(String outcome, MeterRegistry metrics) {
        return Counter.builder("podward.certificate.reloads")
                .description("Changes of the serving certificate, by what became of them")
                .tag("outcome", outcome)
                .register(metrics);
    }
}
