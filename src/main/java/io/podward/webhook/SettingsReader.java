package io.podward.webhook;

import io.podward.policy.Printable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads the settings and says, of each that makes no sense, what it may be. A typo must not leave a cluster less
 * guarded, or more strictly, than its operator believes: so a key that means nothing is a problem too.
 */
final class SettingsReader {
    private static final String PREFIX = "podward.";

    /** What Kubernetes sets in every Pod beside a Service by the name of podward: nobody's settings. */
    private static final Pattern SERVICE_LINK = Pattern.compile("PODWARD_(SERVICE_(HOST|PORT)|PORT)(_.*)?");

    /** What was a setting before there was a policy file: both ways at once would leave open which one counts. */
    private static final Pattern MOVED = Pattern.compile("PODWARD_(MODE|RULES(_.*)?)");

    private final Function<String, Optional<String>> values;
    private final TreeSet<String> known = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    private SettingsReader(Function<String, Optional<String>> values) {
        this.values = values;
    }

    /**
     * Reads all settings.
     *
     * @param values the value of a key such as {@code podward.policy}, wherever it was set
     * @param names everything that is set: keys, and names of environment variables
     */
    static Settings.Reading read(Function<String, Optional<String>> values, Collection<String> names) {
        var reader = new SettingsReader(values);
        var settings = reader.settings();
        reader.complainOfStrangers(names);
        return reader.problems.isEmpty()
                ? new Settings.Reading.Valid(settings)
                : new Settings.Reading.Invalid(reader.problems);
    }

    private Settings settings() {
        return new Settings(
                value("policy").map(Path::of),
                oneOf("on-error", new TreeMap<>(Map.of("allow", true, "deny", false)), true),
                value("cluster-folder").map(Path::of),
                new TlsSettings(source(), client()),
                // Half of what the API server waits: a burst of requests has to queue for the rest of it.
                duration("lookup.timeout", Duration.ofMillis(1500)),
                count("lookup.at-once", 64));
    }

    private TlsSettings.Source source() {
        var certificate = value("tls.certificate");
        var key = value("tls.key");
        var selfManaged = oneOf("tls.source", new TreeMap<>(Map.of("files", false, "self-managed", true)), false);
        if (!selfManaged) {
            return new TlsSettings.Source.Files(
                    Path.of(certificate.orElse("/etc/podward/tls/tls.crt")),
                    Path.of(key.orElse("/etc/podward/tls/tls.key")));
        }
        if (certificate.isPresent() || key.isPresent()) {
            problems.add(describe(PREFIX + "tls.source") + " is \"self-managed\": then there is no "
                    + variable(PREFIX + "tls.certificate") + " and no " + variable(PREFIX + "tls.key"));
        }
        if (value("cluster-folder").isPresent()) {
            problems.add(describe(PREFIX + "tls.source") + " is \"self-managed\": that takes a live cluster, and no "
                    + variable(PREFIX + "cluster-folder"));
        }
        return new TlsSettings.Source.SelfManaged();
    }

    private Optional<TlsSettings.Client> client() {
        var authority = value("tls.client-ca").map(Path::of);
        var name = value("tls.client-name");
        if (authority.isPresent() != name.isPresent()) {
            problems.add("%s and %s: set both or neither"
                    .formatted(describe(PREFIX + "tls.client-ca"), describe(PREFIX + "tls.client-name")));
        }
        return authority.flatMap(file -> name.map(given -> new TlsSettings.Client(file, given)));
    }

    private <T> T oneOf(String key, SortedMap<String, T> allowed, T byDefault) {
        return read(
                        key,
                        text -> Optional.ofNullable(allowed.get(text)),
                        "one of " + String.join(", ", allowed.keySet()))
                .orElse(byDefault);
    }

    private Duration duration(String key, Duration byDefault) {
        return read(key, text -> GoDuration.parse(text).filter(Duration::isPositive), "a duration such as 2s or 500ms")
                .orElse(byDefault);
    }

    private int count(String key, int byDefault) {
        return read(
                        key,
                        text -> Optional.of(text)
                                .filter(number -> number.matches("[1-9][0-9]{0,5}"))
                                .map(Integer::valueOf),
                        "a whole number from 1 to 999999")
                .orElse(byDefault);
    }

    private <T> Optional<T> read(String key, Function<String, Optional<T>> reading, String allowed) {
        var text = value(key);
        var value = text.flatMap(reading);
        if (text.isPresent() && value.isEmpty()) {
            problems.add("%s is \"%s\"; use %s".formatted(describe(PREFIX + key), Printable.of(text.get()), allowed));
        }
        return value;
    }

    private Optional<String> value(String key) {
        known.add(PREFIX + key);
        return values.apply(PREFIX + key);
    }

    private void complainOfStrangers(Collection<String> names) {
        var variables = known.stream().map(SettingsReader::variable).toList();
        names.stream()
                .filter(name -> name.startsWith(PREFIX) || name.startsWith(variable(PREFIX)))
                .filter(name -> !known.contains(name) && !variables.contains(name))
                // A variable is listed a second time, as the key that it might be meant for.
                .filter(name -> name.equals(variable(name)) || !names.contains(variable(name)))
                .filter(name -> !SERVICE_LINK.matcher(variable(name)).matches())
                .sorted()
                .map(this::stranger)
                .forEach(problems::add);
    }

    private String stranger(String name) {
        var moved = MOVED.matcher(variable(name)).matches();
        var instead = moved
                ? "mode and rules are in the policy file: name it with " + variable(PREFIX + "policy")
                : "there is no such setting; there are " + String.join(", ", known);
        return Printable.of(name) + " is set, but " + instead;
    }

    /** A key, with the environment variable that stands for it. */
    static String describe(String key) {
        return key + " (in the environment " + variable(key) + ")";
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
