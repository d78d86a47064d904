package io.podward.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.LabelSelectors;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The namespaces in which the API server asks, against those of what is shipped.
 *
 * @param expected the webhook that is shipped
 * @param registered the one that is registered
 * @param about what findings are about
 * @param patch mends it
 */
record NamespaceSelection(JsonNode expected, JsonNode registered, String about, WebhookPatch patch) {
    private static final String FIELD = "namespaceSelector";

    /** The label that the API server gives every namespace. */
    private static final String NAME = "kubernetes.io/metadata.name";

    /**
     * Which namespaces are looked at that must not be, and which are not that might.
     *
     * @param namespaces the labels of those that are known
     */
    Stream<Finding> findings(Map<String, Map<String, String>> namespaces) {
        var selector = registered.path(FIELD);
        var tooMany = leftOut().stream()
                .filter(name -> selects(selector, namespaces.getOrDefault(name, Map.of(NAME, name))))
                .toList();
        if (!tooMany.isEmpty()) {
            return Stream.of(Finding.wrong(
                    about,
                    "looks at " + Texts.few(tooMany)
                            + ", which must be left out: a cluster is repaired from there, and so is Podward",
                    mend()));
        }
        return selector.equals(expected.path(FIELD)) ? Stream.empty() : Stream.of(narrower(namespaces));
    }

    private Finding narrower(Map<String, Map<String, String>> namespaces) {
        var unseen = new TreeSet<>(namespaces.keySet());
        unseen.removeAll(leftOut());
        unseen.removeIf(name -> selects(registered.path(FIELD), namespaces.getOrDefault(name, Map.of())));
        var byAzure = registered.path(FIELD).toString().contains("kubernetes.azure.com/");
        var where = unseen.isEmpty() ? "" : "; not looked at now: " + Texts.few(unseen);
        return Finding.note(
                        about,
                        "has a namespaceSelector that leaves out more than this version's" + where
                                + (byAzure
                                        ? "; AKS has rewritten it, and does so again unless the configuration is annotated"
                                                + " admissions.enforcer/disabled: \"true\""
                                        : ""))
                .withMend(mend());
    }

    /** Whether an object in a namespace with these labels is selected. */
    static boolean selects(JsonNode selector, Map<String, String> labels) {
        var demandsNothing = selector.path("matchLabels").isEmpty()
                && selector.path("matchExpressions").isEmpty();
        return demandsNothing
                || LabelSelectors.read(selector)
                        .filter(understood -> understood.matches(labels))
                        .isPresent();
    }

    private List<String> leftOut() {
        return Texts.of(expected.path(FIELD).path("matchExpressions").path(0).path("values"));
    }

    private String mend() {
        return patch.set(FIELD, expected.path(FIELD));
    }
}
