package io.podward.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.zjsonpatch.JsonPatch;
import io.podward.certificates.TrustBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a real API server said of a fresh installation, with changes.
 *
 * @param tree the fields of {@link Evidence}, by their names
 */
record RecordedEvidence(JsonNode tree) {
    static final Path FOLDER = Path.of("src/test/resources/selftest");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** As it was recorded. */
    static RecordedEvidence fresh() {
        return new RecordedEvidence(read(FOLDER.resolve("evidence.json")));
    }

    /** With the JSON patch of a file. */
    RecordedEvidence changed(Path patch) {
        return changed(read(patch));
    }

    /** With a JSON patch. */
    RecordedEvidence changed(JsonNode patch) {
        return new RecordedEvidence(JsonPatch.apply(patch, tree));
    }

    /** All of it. */
    Evidence evidence() {
        return new Evidence(
                seen("mutating"),
                seen("validating"),
                seen("allMutating"),
                seen("allValidating"),
                seen("namespaces"),
                seen("deployment"),
                seen("service"),
                seen("slices"),
                seen("policy"),
                List.of(seen("roleBindings"), seen("clusterRoleBindings")),
                served(),
                Instant.parse(tree.path("now").asText()));
    }

    /** A text stands for the reason why it cannot be read. */
    private Seen seen(String field) {
        var node = tree.path(field);
        if (node.isTextual()) {
            return new Seen.Unreadable(node.asText());
        }
        return node.isMissingNode() ? new Seen.Absent() : new Seen.Found(node);
    }

    private Served served() {
        var pem = tree.path("served").asText();
        return pem.isEmpty()
                ? new Served.Unseen("nobody answers")
                : new Served.Chain(TrustBundle.read(pem).authorities());
    }

    static JsonNode read(Path file) {
        return json(text(file));
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
