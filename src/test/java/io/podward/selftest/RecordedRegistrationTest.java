package io.podward.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podward.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a registration, and whether the commands that come with it mend it. */
final class RecordedRegistrationTest {
    private static final Pattern PATCH = Pattern.compile(
            "kubectl patch (validating|mutating)webhookconfiguration (\\S+) --type=json -p '(.*)'", Pattern.DOTALL);

    private static final Pattern OUTPUT = Pattern.compile("'\"\\$\\(.*\\)\"'");

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatIsWrongAndHowToMendIt(Path folder) throws IOException {
        var evidence = RecordedEvidence.fresh().changed(folder.resolve("change.json"));

        Golden.assertMatches(folder.resolve("expected.txt"), Table.text(Selftest.registration(evidence.evidence())));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theCommandsMendIt(Path folder) {
        var evidence = RecordedEvidence.fresh().changed(folder.resolve("change.json"));
        for (var finding : Selftest.registration(evidence.evidence())) {
            finding.mend()
                    .map(PATCH::matcher)
                    .filter(command -> command.matches())
                    .ifPresent(command -> assertThat(Selftest.registration(
                                    mended(evidence, command.group(1), command.group(2), command.group(3))
                                            .evidence()))
                            .as(finding.toString())
                            .doesNotContain(finding));
        }
    }

    private static RecordedEvidence mended(RecordedEvidence evidence, String kind, String name, String word) {
        var authority = RecordedEvidence.fresh()
                .tree()
                .at("/validating/webhooks/0/clientConfig/caBundle")
                .asText();
        var patch = (ArrayNode) RecordedEvidence.json(
                OUTPUT.matcher(word).replaceFirst(authority).replace("'\\''", "'"));
        for (JsonNode operation : patch) {
            var path = place(evidence, kind, name) + operation.path("path").asText();
            ((ObjectNode) operation).put("path", path);
        }
        return evidence.changed(patch);
    }

    /** Where the recording has a configuration. */
    private static String place(RecordedEvidence evidence, String kind, String name) {
        if (name.equals("podward")) {
            return "/" + kind;
        }
        var list = kind.equals("mutating") ? "allMutating" : "allValidating";
        var items = evidence.tree().path(list).path("items");
        var index = IntStream.range(0, items.size())
                .filter(i -> items.path(i).at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
        return "/" + list + "/items/" + index;
    }

    static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(RecordedEvidence.FOLDER.resolve("cases"))) {
            return folders.sorted().toList();
        }
    }
}
