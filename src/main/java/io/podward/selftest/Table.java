package io.podward.selftest;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.podward.manifest.CompactJson;
import io.podward.policy.Printable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Findings as people and machines read them. */
public final class Table {
    private static final String INDENT = " ".repeat(10);

    private Table() {}

    /** One block for each thing that findings are about, in their order; commands to paste; the last line sums up. */
    public static String text(List<Finding> findings) {
        var text = new StringBuilder();
        for (var about : findings.stream().map(Finding::about).distinct().toList()) {
            text.append(Printable.of(about)).append('\n');
            findings.stream()
                    .filter(finding -> finding.about().equals(about))
                    .forEach(finding -> text.append(lines(finding)));
        }
        return text.append(summary(findings)).append('\n').toString();
    }

    /** The findings as one line of JSON. */
    public static String json(List<Finding> findings) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var finding : findings) {
            var object = list.addObject()
                    .put("level", finding.level().name().toLowerCase(Locale.ROOT))
                    .put("about", finding.about())
                    .put("text", finding.text());
            finding.mend().ifPresent(command -> object.put("mend", command));
        }
        return CompactJson.of(list) + "\n";
    }

    private static String lines(Finding finding) {
        var line = "  %-7s %s%n".formatted(finding.level(), Printable.of(finding.text()));
        return line + finding.mend().map(Table::command).orElse("");
    }

    /** As it is to be pasted: the end of a here-document must stand at the beginning of its line. */
    private static String command(String mend) {
        var lines = mend.lines().map(Printable::of).toList();
        return lines.stream()
                .map(line -> (mend.contains("<<'EOF'") ? "" : INDENT) + line + "\n")
                .collect(Collectors.joining());
    }

    private static String summary(List<Finding> findings) {
        var counts =
                findings.stream().collect(groupingBy(Finding::level, () -> new EnumMap<>(Level.class), counting()));
        var said = Arrays.stream(Level.values())
                .filter(counts::containsKey)
                .map(level -> counts.get(level) + " " + level)
                .collect(Collectors.joining(", "));
        return "podward selftest: " + said;
    }
}
