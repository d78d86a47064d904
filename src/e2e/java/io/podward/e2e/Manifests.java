package io.podward.e2e;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/** What somebody applies, as trees. */
final class Manifests {
    /** In order, so that two trees print alike if they are alike. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** What Helm's charts put on everything, for Helm's own sake. */
    private static final Set<String> LABELS_OF_HELM = Set.of(
            "app.kubernetes.io/instance", "app.kubernetes.io/managed-by", "app.kubernetes.io/version", "helm.sh/chart");

    private Manifests() {}

    /** Each object by its kind and name, without the labels that only Helm gives. */
    static Map<String, JsonNode> parse(String yaml) {
        return StreamSupport.stream(new Yaml().loadAll(yaml).spliterator(), false)
                .filter(Objects::nonNull)
                .map(Manifests::tree)
                .collect(toMap(Manifests::name, object -> object, (_, second) -> second, TreeMap::new));
    }

    private static JsonNode tree(Object document) {
        JsonNode tree = MAPPER.valueToTree(document);
        if (tree.path("metadata").path("labels") instanceof ObjectNode labels) {
            labels.remove(LABELS_OF_HELM);
        }
        return tree;
    }

    private static String name(JsonNode object) {
        return object.path("kind").asText() + " "
                + object.path("metadata").path("name").asText();
    }
}
