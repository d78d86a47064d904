package io.podward.remedy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to say about a violation.
 *
 * @param problem one sentence of fact that is sufficient by itself: it stands right after kubectl's own prefix
 * @param caution what has to be known before anything is pasted; empty for nothing
 * @param advice what to do instead, as a sentence; without its full stop it leads to the command
 * @param command the command that does it; empty where none could be given that is sure to work
 * @param notes what else has to be known for the command to have its effect, a sentence each
 * @param closing the last lines of a denial: whom to ask, and what to do in an emergency
 */
public record Remedy(
        String problem,
        String caution,
        String advice,
        Optional<Command> command,
        List<String> notes,
        List<String> closing) {
    /** A command that fills the screen many times over helps nobody, and the API server keeps what is said. */
    private static final int LONGEST_BLOCK = 50_000;

    public Remedy {
        notes = List.copyOf(notes);
        closing = List.copyOf(closing);
    }

    static Remedy withCommand(String problem, String advice, Command command, List<String> notes) {
        return new Remedy(problem, "", advice, Optional.of(command), notes, List.of());
    }

    static Remedy withoutCommand(String problem, String advice) {
        return new Remedy(problem, "", advice, Optional.empty(), List.of(), List.of());
    }

    Remedy withCaution(String text) {
        return new Remedy(problem, text, advice, command, notes, closing);
    }

    Remedy withClosing(List<String> lines) {
        return new Remedy(problem, caution, advice, command, notes, lines);
    }

    /** The text of a denial: several lines, the first sufficient by itself, the command on a line of its own. */
    public String denial() {
        var text = new StringBuilder(problem)
                .append(caution.isEmpty() ? "" : "\n" + caution)
                .append("\n\n")
                .append(advice);
        var shown = command.filter(any -> any.block().length() <= LONGEST_BLOCK);
        shown.ifPresentOrElse(any -> text.append(":\n").append(any.block()), () -> text.append('.'));
        var below = Stream.concat(shown.flatMap(Remedy::standIn).stream(), notes.stream())
                .collect(Collectors.joining("\n"));
        text.append(below.isEmpty() ? "" : "\n\n" + below);
        return text.append(closing.isEmpty() ? "" : "\n\n" + String.join("\n", closing))
                .toString();
    }

    /** The warning to somebody who breaks the glass: one line that says what was allowed, and that it is known. */
    public String emergency() {
        return "Allowed in an emergency, and recorded. " + problem;
    }

    /** The text of a warning: one line with the command in it. */
    public String warning() {
        var lead = problem + (caution.isEmpty() ? " " : " " + caution + " ");
        var hint = command.flatMap(Remedy::standIn).map(note -> note + " ").orElse("");
        return command.flatMap(Command::line)
                .map(line -> lead + hint + advice + ": " + line)
                .orElse(lead + advice + ".");
    }

    /** In so many words, since whoever is in a hurry takes three stars for the value. */
    private static Optional<String> standIn(Command command) {
        return command.standIn()
                .map(text ->
                        text + " stands for a value that looks like a secret: put that in before you run the command.");
    }
}
