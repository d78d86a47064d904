package io.podward.policy;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A name, or a pattern of names in which each {@code *} stands for any characters, or none.
 *
 * @param text the pattern
 */
public record Glob(String text) {
    /** Whether a name fits. */
    public boolean matches(String name) {
        var pattern = Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        // Names are whatever an identity provider makes of them: a line break is a character too.
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(name).matches();
    }
}
