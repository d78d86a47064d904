package io.podward.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The commands of {@code deploy/runbook.md}. */
record Runbook(List<Procedure> procedures) {
    private static final Pattern SECTION = Pattern.compile("(?ms)^## ([^\n]+)\n(.*?)(?=^## |\\z)");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh ?(\\w*)\n(.*?)^```$");

    Runbook {
        procedures = List.copyOf(procedures);
    }

    /**
     * What is under one heading.
     *
     * @param heading without the number signs
     * @param blocks in their order
     */
    record Procedure(String heading, List<Block> blocks) {
        Procedure {
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * Commands that are pasted together.
     *
     * @param outcome what has to become of them: nothing, or {@code warned}, {@code denied} or {@code refused}
     * @param commands as they stand there
     */
    record Block(String outcome, String commands) {}

    static Runbook read() {
        try {
            var text = Files.readString(Path.of("deploy/runbook.md"));
            return new Runbook(SECTION.matcher(text)
                    .results()
                    .map(section -> new Procedure(section.group(1), blocks(section.group(2))))
                    .filter(procedure -> !procedure.blocks().isEmpty())
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Block> blocks(String section) {
        return BLOCK.matcher(section)
                .results()
                .map(block -> new Block(block.group(1), block.group(2)))
                .toList();
    }

    /** The procedure with this heading. */
    Procedure procedure(String heading) {
        return procedures.stream()
                .filter(procedure -> procedure.heading().equals(heading))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no procedure " + heading));
    }
}
