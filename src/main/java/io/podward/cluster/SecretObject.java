package io.podward.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podward.certificates.SecretContent;
import java.util.Base64;
import java.util.stream.Collectors;

/**
 * A Secret as the API server has it.
 *
 * @param tree all of it, so that what is not ours survives a change
 */
record SecretObject(ObjectNode tree) {
    private static final String DATA = "data";

    SecretContent content() {
        return SecretContent.of(tree.path(DATA).properties().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey(),
                        entry -> decoded(entry.getValue().asText()))));
    }

    /** The same, but for the content. */
    ObjectNode with(SecretContent content) {
        var changed = tree.deepCopy();
        var data = changed.withObjectProperty(DATA);
        content.data().forEach((key, text) -> {
            if (text.isEmpty()) {
                data.remove(key);
            } else {
                data.put(key, Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));
            }
        });
        return changed;
    }

    private static String decoded(String base64) {
        return new String(Base64.getMimeDecoder().decode(base64), UTF_8);
    }

    /** Tells nothing: there are keys in it. */
    @Override
    public String toString() {
        return "a Secret";
    }
}
