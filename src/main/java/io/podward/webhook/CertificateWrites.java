package io.podward.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what Podward writes for its certificates. All counters are there from the start: an alert needs metrics that exist. */
final class CertificateWrites {
    private final MeterRegistry metrics;

    CertificateWrites(MeterRegistry metrics) {
        this.metrics = metrics;
        for (var what : What.values()) {
            counter(what, "written");
            counter(what, "failed");
        }
    }

    /** What is written. */
    enum What {
        SECRET("secret"),
        WEBHOOK_CONFIGURATION("webhook-configuration");

        private final String label;

        What(String label) {
            this.label = label;
        }
    }

    void written(What what) {
        counter(what, "written").increment();
    }

    void failed(What what) {
        counter(what, "failed").increment();
    }

    private Counter counter(What what, String outcome) {
        return Counter.builder("podward.certificate.writes")
                .description("Changes of the Secret and of caBundles, by how they ended")
                .tags("what", what.label, "outcome", outcome)
                .register(metrics);
    }
}
