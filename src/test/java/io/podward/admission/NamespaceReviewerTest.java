package io.podward.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.manifest.NamespacePods;
import io.podward.manifest.PodManifest;
import io.podward.manifest.Trees;
import io.podward.policy.Action;
import io.podward.policy.Mode;
import io.podward.policy.Policies;
import io.podward.policy.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real API server sent of namespaces. */
final class NamespaceReviewerTest {
    private static final Path REVIEWS = Path.of("src/test/resources/reviews");
    private static final String NO_NEED = "nobody asked for the Pods";
    private static final List<String> BARE = List.of(
            "Rule bare-pod (deny) will apply when 1 Pod without a controller in namespace shop is created again: probe");

    @ParameterizedTest
    @MethodSource
    void answers(String review, Mode mode, String askedFor, List<String> warnings) throws IOException {
        var step = new NamespaceReviewer(Policies.of(mode, Map.of(Rule.BARE_POD, Action.WARN))).review(asked(review));
        assertThat(asksFor(step)).isEqualTo(askedFor);
        var answer = Trees.tree(new String(answer(step).toJson(), UTF_8)).path("response");
        assertThat(answer.path("allowed").asBoolean()).isTrue();
        assertThat(answer.path("warnings")
                        .valueStream()
                        .map(line -> line.asText())
                        .toList())
                .isEqualTo(warnings);
    }

    static Stream<Arguments> answers() {
        var bare = "an-administrator-denies-bare-pods-in-a-namespace.validate.json";
        return Stream.of(
                argumentSet("a stricter rule", bare, Mode.ENFORCE, "shop", BARE),
                argumentSet(
                        "a dry run",
                        "an-administrator-tries-to-deny-bare-pods-with-a-dry-run.validate.json",
                        Mode.ENFORCE,
                        "shop",
                        BARE),
                argumentSet("a stricter rule that is only recorded", bare, Mode.AUDIT, NO_NEED, List.of()),
                argumentSet(
                        "a mode and a stricter rule",
                        "an-administrator-enforces-the-rules-in-a-namespace-and-denies-bare-pods.validate.json",
                        Mode.AUDIT,
                        "shop",
                        BARE),
                argumentSet(
                        "a new namespace has no Pods",
                        "an-administrator-creates-a-namespace-that-enforces-the-rules.validate.json",
                        Mode.AUDIT,
                        NO_NEED,
                        List.of()),
                argumentSet(
                        "mistakes",
                        "an-administrator-sets-an-unknown-action-for-a-namespace.validate.json",
                        Mode.ENFORCE,
                        NO_NEED,
                        List.of(
                                "Label podward.io/bare-pod=forbid means nothing to Podward: its value can be off, audit, warn,"
                                        + " deny.",
                                "Label podward.io/bare-pods=deny means nothing to Podward: did you mean podward.io/bare-pod?")),
                argumentSet(
                        "another label",
                        "an-administrator-labels-a-namespace-otherwise.validate.json",
                        Mode.ENFORCE,
                        NO_NEED,
                        List.of()),
                argumentSet(
                        "no namespace at all",
                        "alice-labels-a-deployment-pod.validate.json",
                        Mode.ENFORCE,
                        NO_NEED,
                        List.of()));
    }

    @Test
    void tellsWhatIsMeantFromADryRun() throws IOException {
        assertThat(List.of(
                        answered("an-administrator-denies-bare-pods-in-a-namespace.validate.json"),
                        answered("an-administrator-tries-to-deny-bare-pods-with-a-dry-run.validate.json")))
                .extracting(NamespaceAnswer::isMeant, NamespaceAnswer::labels)
                .containsExactly(
                        tuple(true, Map.of("podward.io/bare-pod", "deny")),
                        tuple(false, Map.of("podward.io/bare-pod", "deny")));
    }

    private static NamespaceAnswer answered(String review) throws IOException {
        return answer(new NamespaceReviewer(Policies.of(Mode.AUDIT, Map.of())).review(asked(review)));
    }

    private static ReviewRequest asked(String review) throws IOException {
        return switch (ReviewReader.readWhole(Files.readAllBytes(REVIEWS.resolve(review)))) {
            case Review.Asked(var request) -> request;
            case Review.Malformed(var problem) -> throw new AssertionError(problem);
        };
    }

    private static String asksFor(NamespaceStep step) {
        return switch (step) {
            case NamespaceStep.Answered _ -> NO_NEED;
            case NamespaceStep.ListPods(var namespace, var _) -> namespace;
        };
    }

    private static NamespaceAnswer answer(NamespaceStep step) {
        var probe = new PodManifest(Trees.tree("{metadata: {name: 'probe'}, spec: {}}"));
        return switch (step) {
            case NamespaceStep.Answered(var answer) -> answer;
            case NamespaceStep.ListPods(var _, var then) ->
                then.apply(new NamespacePods.Listed(List.of(probe), Map.of(), true));
        };
    }
}
