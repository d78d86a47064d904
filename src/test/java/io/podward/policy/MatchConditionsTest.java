package io.podward.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Whom the API server leaves out before it asks, and whom {@link Requester} trusts, is one list. */
final class MatchConditionsTest {
    private static final Pattern USERNAME = Pattern.compile("'(system:[a-z:-]+)'");

    @Test
    void bothConfigurationsHaveTheSame() {
        assertThat(webhook("mutating").path("matchConditions"))
                .isEqualTo(webhook("validating").path("matchConditions"));
        assertThat(webhook("mutating").path("namespaceSelector"))
                .isEqualTo(webhook("validating").path("namespaceSelector"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mutating", "validating"})
    void theUsernamesAreThoseThatAreTrusted(String configuration) {
        var usernames = Stream.of("not-control-plane", "not-builtin-controllers")
                .map(name -> condition(configuration, name))
                .flatMap(expression -> USERNAME.matcher(expression).results())
                .map(MatchResult::group)
                .map(quoted -> quoted.substring(1, quoted.length() - 1))
                .toList();

        assertThat(usernames).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(usernames)).isEqualTo(new TreeSet<>(Requester.builtIn()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mutating", "validating"})
    void whoeverCarriesTheNameOfAPodIsLeftOutByNone(String configuration) {
        assertThat(Stream.of("not-nodes", "not-control-plane", "not-builtin-controllers"))
                .allSatisfy(name -> assertThat(condition(configuration, name))
                        .startsWith("(has(request.userInfo.extra) && '" + Requester.POD_NAME
                                + "' in request.userInfo.extra)\n|| !"));
    }

    /** In webhooks it is always null, and a condition that fails lets everything past. */
    @ParameterizedTest
    @ValueSource(strings = {"mutating", "validating"})
    void noneLooksAtTheNamespaceObject(String configuration) {
        assertThat(webhook(configuration).path("matchConditions"))
                .isNotEmpty()
                .allSatisfy(condition ->
                        assertThat(condition.path("expression").asText()).doesNotContain("namespaceObject"));
    }

    private static String condition(String configuration, String name) {
        return webhook(configuration)
                .path("matchConditions")
                .valueStream()
                .filter(condition -> condition.path("name").asText().equals(name))
                .map(condition -> condition.path("expression").asText())
                .collect(Collectors.joining());
    }

    private static JsonNode webhook(String configuration) {
        var file = Path.of("deploy/base/webhooks", configuration + ".yaml");
        try {
            JsonNode tree = new ObjectMapper().valueToTree(new Yaml().load(Files.readString(file)));
            assertThat(tree.path("webhooks")).hasSize(1);
            return tree.path("webhooks").path(0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
