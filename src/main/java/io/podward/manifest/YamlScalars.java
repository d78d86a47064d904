package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * What a scalar without quotes means to kubectl: {@code resolve.go} of go-yaml v2, which is YAML 1.1 without sexagesimal numbers,
 * followed by Go's {@code encoding/json}, which writes {@code 1.0} as {@code 1}. Timestamps are strings.
 */
final class YamlScalars {
    /** The tag of a scalar without quotes and without a tag of its own. */
    static final Tag PLAIN = new Tag("plain");

    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");

    private static final Pattern NO_JSON_NUMBER = Pattern.compile("[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
    private static final Pattern INTEGER = Pattern.compile("([-+]?)(0[xX]|0[oO]|0[bB]|0(?=[0-9])|)([0-9a-fA-F]+)");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");

    private static final Map<String, Integer> RADIX = Map.of("", 10, "0", 8, "0o", 8, "0x", 16, "0b", 2);

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    /** From here on Go's {@code encoding/json} writes a float with an exponent. */
    private static final double GREATEST_WHOLE_FLOAT = 1e21;

    private YamlScalars() {}

    /** Leaves the meaning of scalars open: SnakeYAML's own rules are not those of kubectl. */
    static final class Unresolved extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // None: see above.
        }

        @Override
        public Tag resolve(NodeId kind, String value, boolean plain) {
            return kind == NodeId.scalar && plain ? PLAIN : super.resolve(kind, value, plain);
        }
    }

    /** The value; empty where JSON has none for it, which are the infinities and what is no number. */
    static Optional<JsonNode> value(String text) {
        var nodes = JsonNodeFactory.instance;
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return Optional.of(nodes.booleanNode(TRUE.contains(text)));
        }
        if (NULL.contains(text)) {
            return Optional.of(nodes.nullNode());
        }
        if (NO_JSON_NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(number(text).orElseGet(() -> nodes.textNode(text)));
    }

    private static Optional<JsonNode> number(String text) {
        // A leading underscore makes a word; a later one only groups digits.
        if (text.startsWith("_") || text.startsWith("._")) {
            return Optional.empty();
        }
        var digits = text.startsWith(".") ? text : text.replace("_", "");
        return integer(digits).or(() -> real(digits));
    }

    private static Optional<JsonNode> integer(String digits) {
        var integer = INTEGER.matcher(digits);
        if (!integer.matches()) {
            return Optional.empty();
        }
        try {
            var radix = RADIX.getOrDefault(integer.group(2).toLowerCase(Locale.ROOT), 10);
            var value = new BigInteger(integer.group(1) + integer.group(3), radix);
            return Optional.of(value).filter(YamlScalars::isGoInteger).map(YamlScalars::whole);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isGoInteger(BigInteger value) {
        return value.compareTo(LEAST) >= 0 && value.compareTo(GREATEST) <= 0;
    }

    private static Optional<JsonNode> real(String digits) {
        if (!FLOAT.matcher(digits).matches()) {
            return Optional.empty();
        }
        var value = Double.parseDouble(digits);
        if (Double.isInfinite(value)) {
            return Optional.empty();
        }
        var isWhole = value == Math.rint(value) && Math.abs(value) < GREATEST_WHOLE_FLOAT;
        return Optional.of(
                isWhole ? whole(new BigDecimal(value).toBigInteger()) : JsonNodeFactory.instance.numberNode(value));
    }

    /** In the smallest type that holds it, as Jackson reads it from JSON. */
    private static JsonNode whole(BigInteger value) {
        var nodes = JsonNodeFactory.instance;
        if (value.bitLength() < Integer.SIZE) {
            return nodes.numberNode(value.intValue());
        }
        return value.bitLength() < Long.SIZE ? nodes.numberNode(value.longValue()) : nodes.numberNode(value);
    }
}
