package io.podward.e2e;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An expression about metrics, as far as names go. */
record Expression(String text) {
    private static final Pattern SELECTOR = Pattern.compile("\\b((?:podward|apiserver)_[a-z0-9_]+)(?:\\{([^}]*)})?");
    private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");
    private static final Pattern LABEL = Pattern.compile("^[a-z0-9_]+");

    /** A metric and the labels that are asked for. */
    record Selector(String metric, Set<String> labels) {
        Selector {
            labels = Set.copyOf(labels);
        }
    }

    /** What it looks at. The labels by which it groups are asked of each metric. */
    List<Selector> selectors() {
        return SELECTOR.matcher(text)
                .results()
                .map(found -> new Selector(
                        found.group(1),
                        Stream.concat(labels(found, 2), grouping().stream()).collect(toSet())))
                .toList();
    }

    /** The labels that its results have. */
    Set<String> grouping() {
        return GROUPING.matcher(text)
                .results()
                .flatMap(found -> labels(found, 1))
                .collect(Collectors.toSet());
    }

    private static Stream<String> labels(MatchResult found, int group) {
        return found.group(group) == null
                ? Stream.empty()
                : Stream.of(found.group(group).split(",", -1))
                        .map(String::strip)
                        .flatMap(label -> LABEL.matcher(label).results())
                        .map(MatchResult::group);
    }
}
