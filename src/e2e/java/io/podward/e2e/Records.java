package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What is on record of what somebody did to one Pod: with the API server, and with Podward. */
record Records(ControlPlane plane, String user, String pod) {
    private static final String WEBHOOK = "pods.podward.io/";

    /** What Podward had the API server note down, under its own keys. */
    Map<String, String> auditAnnotations() {
        var annotations = new TreeMap<String, String>();
        var event = auditEvent();
        assertThat(event.toString())
                .as("Podward was asked, and answered in time")
                .doesNotContain("failed-open");
        event.path("annotations").properties().stream()
                .filter(annotation -> annotation.getKey().startsWith(WEBHOOK))
                .forEach(annotation -> annotations.put(
                        annotation.getKey().substring(WEBHOOK.length()),
                        annotation.getValue().asText()));
        return annotations;
    }

    /** The causes in the answer of the API server. */
    JsonNode causes() {
        return auditEvent().path("responseStatus").path("details").path("causes");
    }

    /** The one event that tells of the user's request. */
    private JsonNode auditEvent() {
        return only(() -> plane.auditLog().linesWith("\"" + pod + "\"").stream()
                .filter(event -> event.path("user").path("username").asText().equals(user))
                .filter(event ->
                        event.path("objectRef").path("resource").asText().equals("pods"))
                .filter(event -> isAbout(event.path("objectRef").path("name").asText(), event))
                .toList());
    }

    // The name of a Pod that is created is not in the address.
    private boolean isAbout(String name, JsonNode event) {
        return name.equals(pod)
                || event.path("requestObject")
                        .path("metadata")
                        .path("name")
                        .asText()
                        .equals(pod);
    }

    /** What Podward logged, one line for each time that it was asked. */
    List<JsonNode> logged() {
        return plane.podwardLog().linesWith("\"" + pod + "\"");
    }

    private static JsonNode only(Supplier<List<JsonNode>> events) {
        eventually(() -> assertThat(events.get()).hasSize(1));
        return events.get().getFirst();
    }
}
