package io.podward.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podward.remedy.Shell;
import io.podward.selftest.WebhookRules.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the other webhook configurations of a cluster mean to Podward.
 *
 * @param kind of which kind they are
 * @param seen all configurations of that kind, Podward's own among them
 * @param namespace the labels of Podward's namespace
 * @param pods the labels of Podward's Pods
 */
record Conflicts(Configuration kind, Seen seen, Map<String, String> namespace, Map<String, String> pods) {
    /** What Podward cannot start without, or not renew its certificates. */
    private static final List<Asked> VITAL = List.of(
            new Asked("CREATE", "", "v1", "pods"),
            new Asked("CREATE", "apps", "v1", "replicasets"),
            new Asked("UPDATE", "", "v1", "secrets"),
            new Asked("UPDATE", "coordination.k8s.io", "v1", "leases"));

    private static final List<Asked> PODS =
            List.of(new Asked("CREATE", "", "v1", "pods"), new Asked("UPDATE", "", "v1", "pods"));

    /** What gets in Podward's way, and what works on the same objects. */
    List<Finding> findings() {
        return switch (seen) {
            case Seen.Unreadable(var why) ->
                List.of(Finding.unknown("other webhooks", "the " + kind.resource() + "s cannot be listed: " + why));
            case Seen.Absent _ -> List.of();
            case Seen.Found(var list) -> {
                var others = list.path("items")
                        .valueStream()
                        .filter(configuration -> !name(configuration).equals(Configuration.NAME))
                        .toList();
                yield Stream.concat(others.stream().flatMap(this::conflicts), changers(others).stream())
                        .toList();
            }
        };
    }

    private Stream<Finding> conflicts(JsonNode configuration) {
        var about = kind.about(name(configuration));
        if (configuration.path("webhooks").valueStream().anyMatch(Conflicts::asksPodward)) {
            return Stream.of(Finding.wrong(
                    about,
                    "asks Podward too: each request is judged twice, and this one is not kept up to date",
                    "kubectl delete " + kind.resource() + " " + Shell.word(name(configuration))));
        }
        return IntStream.range(0, configuration.path("webhooks").size())
                .boxed()
                .flatMap(i -> deadlock(configuration, i).stream());
    }

    private static boolean asksPodward(JsonNode webhook) {
        var client = new ClientConfig(webhook.path("clientConfig"));
        return webhook.path("name").asText().endsWith(".podward.io")
                || (client.service().equals(Installation.NAME)
                        && client.namespace().equals(Installation.NAMESPACE));
    }

    private Optional<Finding> deadlock(JsonNode configuration, int index) {
        var webhook = configuration.path("webhooks").path(index);
        var rules = new WebhookRules(webhook.path("rules"));
        var vital = VITAL.stream().filter(rules::cover).map(Asked::toString).toList();
        var looks = NamespaceSelection.selects(webhook.path("namespaceSelector"), namespace)
                && NamespaceSelection.selects(webhook.path("objectSelector"), pods);
        if (!webhook.path("failurePolicy").asText("Fail").equals("Fail") || !looks || vital.isEmpty()) {
            return Optional.empty();
        }
        var text = "with failurePolicy Fail, is asked about " + Texts.few(vital) + " in " + Installation.NAMESPACE
                + ": while it does not answer, Podward cannot start or renew its certificate";
        var about = kind.about(name(configuration), webhook);
        var mend = mend(configuration, index);
        return Optional.of(
                webhook.path("matchConditions").isEmpty()
                        ? Finding.wrong(about, text, mend)
                        : Finding.note(about, text + ", unless its matchConditions leave that out")
                                .withMend(mend));
    }

    private String mend(JsonNode configuration, int index) {
        var webhook = configuration.path("webhooks").path(index);
        ObjectNode selector = webhook.path("namespaceSelector").isObject()
                ? webhook.path("namespaceSelector").deepCopy()
                : JsonNodeFactory.instance.objectNode();
        selector.withArray("matchExpressions")
                .addObject()
                .put("key", "kubernetes.io/metadata.name")
                .put("operator", "NotIn")
                .putArray("values")
                .add(Installation.NAMESPACE);
        return new WebhookPatch(
                        kind, name(configuration), index, webhook.path("name").asText())
                .set("namespaceSelector", selector);
    }

    private Optional<Finding> changers(List<JsonNode> others) {
        var names = new ArrayList<String>();
        for (var configuration : others) {
            var changes = configuration
                    .path("webhooks")
                    .valueStream()
                    .map(webhook -> new WebhookRules(webhook.path("rules")))
                    .anyMatch(rules -> PODS.stream().anyMatch(rules::cover));
            if (changes && kind == Configuration.MUTATING) {
                names.add(name(configuration));
            }
        }
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.note(
                        "other webhooks",
                        "Pods are also changed by " + Texts.few(names)
                                + ": the validating phase judges what they leave"));
    }

    private static String name(JsonNode configuration) {
        return configuration.path("metadata").path("name").asText();
    }
}
