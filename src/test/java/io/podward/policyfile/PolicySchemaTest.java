package io.podward.policyfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.podward.Golden;
import io.podward.manifest.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicySchemaTest {
    private static final Path SHIPPED = Path.of("deploy/policy.schema.json");
    private static final Path CASES = Path.of("src/test/resources/policy");

    /** What a schema cannot say: that names differ. */
    private static final Set<String> BEYOND_A_SCHEMA = Set.of("an-exemption-needs-a-name-of-its-own");

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(
                    PolicySchema.json(),
                    SchemaValidatorsConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build());

    @Test
    void theShippedSchemaIsThatOfTheCode() throws IOException {
        Golden.assertMatches(SHIPPED, PolicySchema.json());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theSchemaTakesWhatTheReaderTakes(Path folder) throws IOException {
        var text = Files.readString(folder.resolve("policy.yaml"));
        if (Yaml.read(text) instanceof Yaml.Documents(var documents)
                && documents.size() == 1
                && !BEYOND_A_SCHEMA.contains(folder.getFileName().toString())) {
            var tree = documents.getFirst().tree();
            assertThat(SCHEMA.validate(tree).isEmpty())
                    .as("valid: %s", SCHEMA.validate(tree))
                    .isEqualTo(PolicyManifest.of(tree) instanceof PolicyManifest.Loaded);
        }
    }

    static Stream<Path> cases() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.sorted().toList().stream();
        }
    }

    @Test
    void theExamplesOfTheReadmeAreValid() throws IOException {
        var examples = Pattern.compile("(?s)```yaml\n(apiVersion: podward\\.io/v1\n.*?)```")
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(examples).isNotEmpty();
        assertThat(examples).allSatisfy(PolicySchemaTest::assertValid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy/base/policy.yaml",
                "deploy/overlays/warn/policy.yaml",
                "deploy/overlays/enforce/policy.yaml",
                "src/samples/policy.yaml"
            })
    void whatIsShippedIsValid(String file) throws IOException {
        assertValid(Files.readString(Path.of(file)));
    }

    private static void assertValid(String text) {
        assertThat(PolicyFile.read("policy.yaml", text)).isInstanceOf(PolicyFile.Valid.class);
        assertThat(SCHEMA.validate(tree(text))).isEmpty();
    }

    private static JsonNode tree(String text) {
        return switch (Yaml.read(text)) {
            case Yaml.Documents(var documents) -> documents.getFirst().tree();
            case Yaml.Malformed malformed -> throw new AssertionError(malformed);
        };
    }
}
