package io.podward.admission;

import io.podward.policy.NamespaceOverrides;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The answer to a change of the labels of a namespace, which is always allowed.
 *
 * @param asked the request
 * @param warnings what it leads to, one line each
 */
public record NamespaceAnswer(ReviewRequest asked, List<String> warnings) {
    public NamespaceAnswer {
        warnings = List.copyOf(warnings);
    }

    /** What the labels say to Podward from now on. */
    public Map<String, String> labels() {
        var labels = new TreeMap<>(asked.object().labels());
        labels.keySet().removeIf(key -> !key.startsWith(NamespaceOverrides.PREFIX));
        return labels;
    }

    /** Whether the labels are going to be stored: the change is more than a rehearsal. */
    public boolean isMeant() {
        return !asked.dryRun().orElse(false);
    }

    /** The AdmissionReview with the response, as UTF-8 JSON. */
    public byte[] toJson() {
        var response = Answer.response(asked.uid(), true);
        var said =
                Stream.concat(warnings.stream(), Disclosure.of(this).stream()).toList();
        if (!said.isEmpty()) {
            var lines = response.putArray("warnings");
            said.forEach(lines::add);
        }
        return Answer.bytes(response);
    }
}
