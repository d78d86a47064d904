package io.podward.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.podward.policy.Printable;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;

/**
 * Where commands read and write.
 *
 * @param in what a file named {@code -} is read from
 * @param out for results
 * @param err for messages
 */
public record Streams(InputStream in, PrintWriter out, PrintWriter err) {
    /** The streams of this process. Manifests are UTF-8, whatever the locale is. */
    public static Streams standard() {
        return new Streams(System.in, writer(System.out), writer(System.err));
    }

    /** Prints a message; whatever a terminal might obey is replaced by a visible stand-in. */
    void message(String text) {
        err.println(Printable.of(text));
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, UTF_8), true);
    }
}
