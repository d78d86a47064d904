package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What roles grant, changed for a while. */
record Roles(User admin) {
    /** Each rule is made one rule for each of its resources and verbs, and one of these is left out; the rules as they were. */
    String takesAway(String role, String right) {
        var rules =
                Json.parse(admin.does("kubectl get %s -o json".formatted(role))).path("rules");
        var others = rules.valueStream()
                .flatMap(rule -> rule.path("verbs")
                        .valueStream()
                        .flatMap(verb -> rule.path("resources")
                                .valueStream()
                                .filter(resource -> !right.equals(verb.asText() + " " + resource.asText()))
                                .map(resource -> rule.<ObjectNode>deepCopy()
                                        .<ObjectNode>set("verbs", array(verb))
                                        .<ObjectNode>set("resources", array(resource)))))
                .toList();
        assertThat(others.toString()).isNotEqualTo(rules.toString());
        sets(role, others.toString());
        return rules.toString();
    }

    private static ArrayNode array(JsonNode element) {
        return JsonNodeFactory.instance.arrayNode().add(element);
    }

    void sets(String role, String rules) {
        admin.does("kubectl patch %s --type=json -p '[{\"op\": \"replace\", \"path\": \"/rules\", \"value\": %s}]'"
                .formatted(role, rules));
    }
}
