package io.podward.remedy;

import java.util.List;
import java.util.Optional;

/**
 * What to say about a violation.
 *
 * @param problem one sentence of fact that is sufficient by itself: it stands right after kubectl's own prefix
 * @param caution what has to be known before anything is pasted; empty for nothing
 * @param advice what to do instead, as a sentence; without its full stop it leads to the command
 * @param command the command that does it; empty where none could be given that is sure to work
 * @param notes what else has to be known for the command to have its effect, a sentence each
 */
public record Remedy(String problem, String caution, String advice, Optional<Command> command, List<String> notes) {
    /** A command that fills the screen many times over helps nobody, and the API server keeps what is said. */
    private static final int LONGEST_BLOCK = 50_000;

    public Remedy {
        notes = List.copyOf(notes);
    }

    static Remedy withCommand(String problem, String advice, Command command, List<String> notes) {
        return new Remedy(problem, "", advice, Optional.of(command), notes);
    }

    static Remedy withoutCommand(String problem, String advice) {
        return new Remedy(problem, "", advice, Optional.empty(), List.of());
    }

    Remedy withCaution(String text) {
        return new Remedy(problem, text, advice, command, notes);
    }

    /** The text of a denial: several lines, the first sufficient by itself, the command on a line of its own. */
    public String denial() {
        var text = new StringBuilder(problem)
                .append(caution.isEmpty() ? "" : "\n" + caution)
                .append("\n\n")
                .append(advice);
        command.map(Command::block)
                .filter(block -> block.length() <= LONGEST_BLOCK)
                .ifPresentOrElse(block -> text.append(":\n").append(block), () -> text.append('.'));
        if (!notes.isEmpty()) {
            text.append("\n\n").append(String.join("\n", notes));
        }
        return text.toString();
    }

    /** The text of a warning: one line with the command in it. */
    public String warning() {
        var lead = problem + (caution.isEmpty() ? " " : " " + caution + " ") + advice;
        return command.flatMap(Command::line).map(line -> lead + ": " + line).orElse(lead + ".");
    }
}
