package io.podward.manifest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which environment variables look like credentials. This is the one list: a variable is on it by the words of its name, or by
 * the shape of its value. In doubt it is, since a value that is hidden costs a moment, and one that is shown stays in an audit log.
 *
 * <p>Never on it: an empty value, one made of {@code $(VARIABLE)} references alone, and, unless its shape gives it away, a boolean
 * or the path of a file.
 */
final class Credentials {
    /** Within a word of the name: {@code DB_PASSWORD}, {@code dbpassword}, {@code clientSecret}. */
    private static final List<String> WITHIN_A_WORD =
            List.of("PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "CREDENTIAL", "APIKEY", "ACCESSKEY", "PRIVATEKEY");

    /** At the end of a word: {@code AUTHTOKEN}, not {@code TOKENIZER}. */
    private static final List<String> AT_THE_END_OF_A_WORD = List.of("TOKEN", "TOKENS");

    /** A word of the name: {@code DB_PASS}, not {@code BYPASS}; {@code API_KEY}, not {@code KEYCLOAK}. */
    private static final Set<String> WORDS = Set.of(
            "AUTHORIZATION",
            "BEARER",
            "COOKIE",
            "CREDS",
            "DSN",
            "JWT",
            "KEY",
            "KEYS",
            "PASS",
            "PAT",
            "PIN",
            "PWD",
            "SALT");

    /** The last word of the name: {@code BASIC_AUTH}, not {@code AUTH_MODE}. */
    private static final Set<String> LAST_WORDS = Set.of("AUTH", "CONNECTIONSTRING", "WEBHOOK");

    /** Before {@code KEY}: keys that open nothing. */
    private static final Set<String> HARMLESS_KEYS = Set.of(
            "CACHE",
            "FOREIGN",
            "GROUP",
            "INDEX",
            "OBJECT",
            "PARTITION",
            "PRIMARY",
            "PUBLIC",
            "ROUTING",
            "SHARD",
            "SORT");

    /** The last word of a name that tells about a credential, and is none: {@code SECRET_NAME}, {@code TOKEN_URL}. */
    private static final Set<String> ABOUT_ONE_AT_THE_END = Set.of(
            "ALGORITHM",
            "AUDIENCE",
            "COUNT",
            "DIR",
            "DIRECTORY",
            "DOMAIN",
            "ENABLED",
            "ENDPOINT",
            "EXPIRATION",
            "EXPIRY",
            "FILE",
            "HEADER",
            "HOST",
            "ID",
            "ISSUER",
            "LENGTH",
            "LIFETIME",
            "LIMIT",
            "LOCATION",
            "MODE",
            "NAME",
            "NAMESPACE",
            "PATH",
            "PERIOD",
            "POLICY",
            "PORT",
            "PREFIX",
            "PROVIDER",
            "REF",
            "REGION",
            "SECONDS",
            "SIZE",
            "TIMEOUT",
            "TTL",
            "TYPE",
            "URI",
            "URL",
            "VERSION");

    /** The first word of such a name: {@code MAX_TOKENS}. */
    private static final Set<String> ABOUT_ONE_AT_THE_START =
            Set.of("ALLOW", "DISABLE", "ENABLE", "MAX", "MIN", "NUM", "REQUIRE");

    /** The working directory, which shells keep there. */
    private static final Set<String> HARMLESS_NAMES = Set.of("PWD", "OLDPWD");

    /**
     * Values that give themselves away. Every repetition is bounded: a value is as long as its requester likes, and must not take
     * longer than its length to look through.
     */
    private static final Pattern SHAPE = Pattern.compile(String.join(
            "|",
            // A password in a URL: scheme://user:password@host. A port is none.
            "://[^\\s/@:]{0,128}+:(?!\\d{1,5}+(?:/|$))[^\\s@]{1,512}+@",
            // A password in the address of a database: user:password@tcp(host:port)/name.
            "^[^\\s:@/]{1,128}+:[^\\s@]{1,512}+@(?:tcp|unix)\\(",
            // Something in itself says what it is: Password=…; --token=… ?api_key=… "client_secret": "…"
            "(?i:passw(?:or)?d|pwd|secret|token|(?:access|account|api|auth|private|shared)[_-]?key)[\"']?\\s{0,4}[=:]\\s{0,4}+[\"']?+[^\\s;&,\"'\\[{]",
            "(?i:\\bbearer|\\bbasic)\\s{1,4}+(?=[^\\s]{0,64}[0-9=])[^\\s]{12}",
            "-----BEGIN [A-Z ]{0,32}PRIVATE KEY",
            // JSON in Base64: a JWT, or the login of a registry.
            "\\beyJ[A-Za-z0-9_-]{16}",
            "\\b(?:AKIA|ASIA)[A-Z0-9]{16}",
            "\\b(?:gh[opsru]_|github_pat_|hf_|npm_|pypi-|dckr_pat_|do[opr]_v1_|whsec_)[A-Za-z0-9_-]{16}",
            "\\bgl(?:agent|cbt|dt|ffct|ft|imt|pat|ptt|rt|soat)-[A-Za-z0-9_-]{16}",
            "\\b(?:xox[a-z]|xapp)-[A-Za-z0-9-]{10}",
            "\\b[rs]k[-_][A-Za-z0-9_-]{16}",
            "\\bAIza[A-Za-z0-9_-]{30}",
            "\\bya29\\.[A-Za-z0-9_-]{16}",
            "\\bhv[bsr]\\.[A-Za-z0-9_-]{16}",
            "\\bSG\\.[A-Za-z0-9_-]{16}",
            "\\bAGE-SECRET-KEY-1",
            "://hooks\\.slack\\.com/"));

    private static final Pattern REFERENCE = Pattern.compile("\\$\\([A-Za-z0-9_.-]++\\)");

    private static final Pattern BOOLEAN = Pattern.compile("(?i)true|false|yes|no|on|off");

    /** With an ending, since Base64 may begin with a slash, and has no dots. */
    private static final Pattern FILE = Pattern.compile("/[^\\s:@]*\\.[A-Za-z]{2,5}");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");

    private static final Pattern NUMBER_AT_THE_END = Pattern.compile("(?<![0-9])[0-9]++$");

    private Credentials() {}

    /**
     * Whether a variable looks like a credential.
     *
     * @param name its name
     * @param value its value
     */
    static boolean include(String name, String value) {
        var own = REFERENCE.matcher(value).replaceAll("");
        if (own.isBlank()) {
            return false;
        }
        return SHAPE.matcher(own).find()
                || (isName(name)
                        && !BOOLEAN.matcher(own).matches()
                        && !FILE.matcher(own).matches());
    }

    private static boolean isName(String name) {
        var words = words(name);
        if (words.isEmpty()
                || HARMLESS_NAMES.contains(name)
                || ABOUT_ONE_AT_THE_START.contains(words.getFirst())
                || ABOUT_ONE_AT_THE_END.contains(words.getLast())) {
            return false;
        }
        for (var i = 0; i < words.size(); i++) {
            var harmless = i > 0 && HARMLESS_KEYS.contains(words.get(i - 1));
            if (isWord(words.get(i)) && !harmless) {
                return true;
            }
        }
        return LAST_WORDS.contains(words.getLast());
    }

    private static boolean isWord(String word) {
        return WORDS.contains(word)
                || WITHIN_A_WORD.stream().anyMatch(word::contains)
                || AT_THE_END_OF_A_WORD.stream().anyMatch(word::endsWith);
    }

    /** In upper case, and without the numbers that tell one from the next. */
    private static List<String> words(String name) {
        return Arrays.stream(BETWEEN_WORDS.split(name))
                .map(word -> NUMBER_AT_THE_END.matcher(word).replaceFirst("").toUpperCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toList());
    }
}
