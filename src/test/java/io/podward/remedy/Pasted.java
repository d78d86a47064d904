package io.podward.remedy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.podward.manifest.Yaml;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a shell did with a text that was pasted into it, in an empty folder, with no other programs than a kubectl and a helm that note
 * down what they were given, {@code date}, and a {@code touch} that does too.
 *
 * @param words what kubectl or helm was given, for each call; where it was given an object, {@code …}
 * @param object the object that it was given: as input, as a patch, or as overrides; a missing node if there was none, and the
 *     text if that was no object
 * @param rest what else happened: what the shell said, and what was made
 */
record Pasted(List<List<String>> words, JsonNode object, String rest) {
    private static final String TOUCH = """
            #!/bin/sh
            echo "touch $*" >> "$NOTES/touched"
            """;

    /** Runs each text in a shell of its own. All are copies of one, and kubectl is a function: starting programs takes too long. */
    private static final String EACH = """
            kubectl() {
                printf '%s\\0' "$#" "$@" >> "$NOTES/words"
                case "$*" in *"-f -") /bin/cat > "$NOTES/input" ;; esac
            }
            helm() { kubectl "$@"; }
            for NOTES in "$1"/*; do
                (cd "$NOTES/work" && set -- && . "$NOTES/script") > "$NOTES/stdout" 2> "$NOTES/stderr"
            done
            """;

    /** Runs the texts, each by itself. */
    static List<Pasted> into(String shell, Path folder, List<String> texts) {
        try {
            var programs = Files.createDirectories(folder.resolve("bin"));
            program(programs, "touch", TOUCH);
            program(programs, "date", "#!/bin/sh\nexec /bin/date \"$@\"\n");
            var all = Files.createTempDirectory(folder, shell);
            var notes = new ArrayList<Path>();
            for (var text : texts) {
                var one = Files.createDirectories(all.resolve("%04d".formatted(notes.size())));
                Files.createDirectory(one.resolve("work"));
                // In a file, because the arguments of a program are at the mercy of the locale.
                Files.writeString(one.resolve("script"), text + "\n");
                notes.add(one);
            }
            run(shell, all, programs);
            var pasted = new ArrayList<Pasted>();
            for (var one : notes) {
                pasted.add(read(one, one.resolve("work")));
            }
            return pasted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void program(Path folder, String name, String script) throws IOException {
        var file = folder.resolve(name);
        if (!Files.exists(file)) {
            Files.writeString(file, script);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static void run(String shell, Path all, Path programs) throws IOException {
        var process = new ProcessBuilder("/bin/" + shell, "-c", EACH, shell, all.toString())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        process.environment().clear();
        process.environment().put("PATH", programs.toString());
        process.environment().put("NOTES", "");
        process.environment().put("LC_ALL", "C.UTF-8");
        try {
            var running = process.start();
            if (!running.waitFor(60, TimeUnit.SECONDS)) {
                running.destroyForcibly();
                throw new AssertionError("did not end: " + all);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Pasted read(Path notes, Path work) throws IOException {
        var objects = new ArrayList<String>();
        if (Files.exists(notes.resolve("input"))) {
            objects.add(Files.readString(notes.resolve("input")));
        }
        var calls = new ArrayList<List<String>>();
        for (var call : calls(notes.resolve("words"))) {
            calls.add(withoutObjects(call, objects));
        }
        try (var made = Files.list(work)) {
            var rest = Stream.concat(
                            Stream.of("stdout", "stderr", "touched")
                                    .map(notes::resolve)
                                    .filter(Files::exists)
                                    .map(Pasted::text),
                            made.map(Path::toString))
                    .filter(text -> !text.isEmpty())
                    .toList();
            return new Pasted(
                    calls, objects.isEmpty() ? MissingNode.getInstance() : parsed(objects), String.join("\n", rest));
        }
    }

    private static List<List<String>> calls(Path file) {
        var calls = new ArrayList<List<String>>();
        if (Files.exists(file)) {
            var words = Arrays.asList(text(file).split("\0", -1));
            for (var at = 0; at < words.size() - 1; at += 1 + Integer.parseInt(words.get(at))) {
                calls.add(words.subList(at + 1, at + 1 + Integer.parseInt(words.get(at))));
            }
        }
        return calls;
    }

    private static List<String> withoutObjects(List<String> call, List<String> objects) {
        var overrides = "--overrides=";
        var words = new ArrayList<String>();
        for (var word : call) {
            var patch = !words.isEmpty() && words.getLast().equals("-p");
            if (patch || word.startsWith(overrides)) {
                objects.add(patch ? word : word.substring(overrides.length()));
                words.add(patch ? "…" : overrides + "…");
            } else {
                words.add(word);
            }
        }
        return words;
    }

    private static JsonNode parsed(List<String> objects) {
        var text = String.join("\n---\n", objects);
        if (text.startsWith("{")) {
            return json(text);
        }
        return switch (Yaml.read(text)) {
            case Yaml.Documents(var documents)
            when documents.size() == 1 -> documents.getFirst().tree();
            case Yaml.Documents _, Yaml.Malformed _ -> TextNode.valueOf(text);
        };
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
