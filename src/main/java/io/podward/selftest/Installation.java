package io.podward.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.LabelSelectors;
import java.util.Map;

/** Where Podward is, as everything that is shipped names it. */
public final class Installation {
    /** The namespace. */
    public static final String NAMESPACE = "podward-system";

    /** The name of nearly everything in it. */
    public static final String NAME = "podward";

    /** The ConfigMap with the policy. */
    public static final String POLICY = "podward-policy";

    /** The Secret with the certificates that Podward makes itself. */
    public static final String CERTIFICATES = "podward-certificates";

    /** The Secret with a certificate that is made otherwise. */
    public static final String TLS = "podward-tls";

    private Installation() {}

    /** Whether a Deployment of Podward has it make its certificates. */
    public static boolean managesCertificates(JsonNode deployment) {
        return template(deployment)
                .path("spec")
                .path("containers")
                .valueStream()
                .flatMap(container -> container.path("env").valueStream())
                .anyMatch(variable -> variable.path("name").asText().equals("PODWARD_TLS_SOURCE")
                        && variable.path("value").asText().equals("self-managed"));
    }

    /** The labels of its Pods. */
    static Map<String, String> podLabels(JsonNode deployment) {
        return LabelSelectors.labels(template(deployment).path("metadata").path("labels"));
    }

    private static JsonNode template(JsonNode deployment) {
        return deployment.path("spec").path("template");
    }
}
