package io.podward.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.e2e.ControlPlane.Podward;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Alerts, dashboard and documentation name what Podward and the API server really count. */
@OnControlPlane(policy = ObservabilityIT.POLICY)
final class ObservabilityIT {
    static final String POLICY = """
            mode: enforce
            exemptions:
            - {name: counted, reason: to be counted, users: [alice], rules: [bare-pod]}""";

    private static final Path DEPLOY = Path.of("deploy");
    private static final Path CASES = Path.of("src/e2e/observability/alerts-test.yaml");
    private static final String RULES_OUT_OF_THE_MANIFEST =
            "sed '1,/^spec:$/d; s/^  //' deploy/observability/alerts.yaml";

    private static final Pattern LABEL_IN_TEXT = Pattern.compile("\\$labels\\.([a-z_]+)|\\{\\{([a-z_]+)}}");

    /** What no test can have happen here, with the labels that it would have. */
    private static final Map<String, Set<String>> ONLY_AFTER_AN_EVENT = Map.of(
            // Podward's conditions do not fail.
            "apiserver_admission_match_condition_evaluation_errors_total", Set.of("name", "kind", "operation", "type"));

    private final ControlPlane plane;
    private final Tool promtool = Tool.named("promtool");

    ObservabilityIT(ControlPlane plane) {
        this.plane = plane;
    }

    /** A Pod that passes unchecked, one that is exempt, a denial, and a policy that is taken over. */
    @BeforeAll
    static void somethingHappens(ControlPlane plane) {
        plane.stopPodward();
        plane.alice().does("kubectl run counted-unchecked --image=registry.example.com/web:v1");
        plane.run(Podward.with(POLICY));
        plane.alice().does("kubectl run counted-exempt --image=registry.example.com/web:v1");
        plane.alice().creates(Workloads.deployment("counted"));
        var pod = plane.alice().runningPodOf("deployment/counted");
        plane.alice().tries("kubectl set image pod/%s blog=registry.example.com/blog-api:v2".formatted(pod));
        plane.run(Podward.with(POLICY + "\nhelp: ask"));
    }

    @Test
    void everyMetricExistsAndHasTheLabelsThatAreAskedFor() throws IOException {
        var counted = new ArrayList<>(plane.podwardMetrics().samples());
        counted.addAll(plane.apiServerMetrics().samples());

        assertThat(Stream.of(alerts().stream().map(alert -> alert.path("expr").asText()), drawn(), documented())
                        .flatMap(expressions -> expressions)
                        .flatMap(text -> new Expression(text).selectors().stream())
                        .distinct())
                .hasSizeGreaterThan(20)
                .allSatisfy(selector -> assertThat(labels(counted, selector.metric()))
                        .as(selector.toString())
                        .hasValueSatisfying(labels -> assertThat(labels).containsAll(selector.labels())));
    }

    private static Optional<Set<String>> labels(List<Metrics.Sample> counted, String metric) {
        return counted.stream()
                .filter(sample -> sample.name().equals(metric))
                .map(sample -> sample.labels().keySet())
                .findFirst()
                .or(() -> Optional.ofNullable(ONLY_AFTER_AN_EVENT.get(metric)));
    }

    private static List<JsonNode> alerts() throws IOException {
        return Manifests.parse(Files.readString(DEPLOY.resolve("observability/alerts.yaml")))
                .values()
                .iterator()
                .next()
                .path("spec")
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .toList();
    }

    private static JsonNode dashboard() throws IOException {
        return Json.parse(Files.readString(DEPLOY.resolve("observability/dashboard.json")));
    }

    private static Stream<String> drawn() throws IOException {
        return dashboard().findValuesAsText("expr").stream();
    }

    /** The table of metrics in the documentation. */
    private static Stream<String> documented() throws IOException {
        return Files.readString(DEPLOY.resolve("README.md"))
                .lines()
                .filter(line -> line.startsWith("| `podward_") || line.startsWith("| `apiserver_"))
                .map(line -> line.substring(0, line.indexOf('|', 1)));
    }

    @Test
    void everyAlertSaysHowBadItIsAndWhatToDo() throws IOException {
        var headings = Files.readString(DEPLOY.resolve("runbook.md"))
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(ObservabilityIT::anchor)
                .toList();
        assertThat(alerts()).allSatisfy(alert -> {
            assertThat(alert.path("labels").path("severity").asText()).isIn("info", "warning", "critical");
            assertThat(alert.path("annotations").path("runbook").asText()).startsWith("deploy/runbook.md#");
            assertThat(headings)
                    .contains(alert.path("annotations").path("runbook").asText().split("#", 2)[1]);
            assertThat(new Expression(alert.path("expr").asText()).grouping())
                    .containsAll(
                            labelsIn(alert.path("annotations").path("summary").asText()));
        });
    }

    /** As code hosts make them of headings. */
    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ +", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "")
                .replace(' ', '-');
    }

    private static List<String> labelsIn(String text) {
        return LABEL_IN_TEXT
                .matcher(text)
                .results()
                .map(found -> Stream.of(1, 2)
                        .map(found::group)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    @Test
    void theDashboardBelongsToNoDataSourceAndDrawsWhatItNames() throws IOException {
        var dashboard = dashboard();

        assertThat(dashboard.path("templating").path("list").findValuesAsText("type"))
                .contains("datasource");
        assertThat(dashboard.path("panels").findValues("datasource"))
                .isNotEmpty()
                .allSatisfy(source ->
                        assertThat(source).isEqualTo(Json.parse("{type: 'prometheus', uid: '${datasource}'}")));
        assertThat(dashboard.path("panels").findValuesAsText("id")).doesNotHaveDuplicates();
        assertThat(dashboard.path("panels").findParents("expr"))
                .allSatisfy(target -> assertThat(
                                new Expression(target.path("expr").asText()).grouping())
                        .containsAll(labelsIn(target.path("legendFormat").asText())));
    }

    /** The rules are taken out of the manifest as the README says. */
    @Test
    void prometheusFiresEachAlertWhenItShouldAndNotOtherwise() throws IOException {
        var admin = plane.admin();
        Files.copy(
                DEPLOY.resolve("observability/alerts.yaml"),
                admin.file("alerts.yaml"),
                StandardCopyOption.REPLACE_EXISTING);
        admin.saves("alerts-test.yaml", Files.readString(CASES));
        assertThat(Files.readString(DEPLOY.resolve("README.md"))).contains(RULES_OUT_OF_THE_MANIFEST);
        admin.does(RULES_OUT_OF_THE_MANIFEST.replace("deploy/observability/", "") + " >rules.yaml");

        assertThat(admin.does(promtool + " check rules rules.yaml")).contains("SUCCESS: " + alerts().size() + " rules");
        assertThat(admin.does(promtool + " test rules alerts-test.yaml")).contains("SUCCESS");
        for (var alert : alerts()) {
            assertThat(Files.readString(CASES))
                    .contains("alertname=\"" + alert.path("alert").asText() + "\"");
        }
    }

    @Test
    void prometheusUnderstandsTheDashboard() throws IOException {
        var rules = new StringBuilder("groups:\n- name: dashboard\n  rules:\n");
        drawn().map(expression -> expression.replace("$__rate_interval", "5m"))
                .forEach(expression ->
                        rules.append("  - {record: drawn_%d, expr: '%s'}\n".formatted(rules.length(), expression)));
        plane.admin().saves("drawn.yaml", rules.toString());

        assertThat(plane.admin().does(promtool + " check rules drawn.yaml")).contains("SUCCESS");
    }
}
