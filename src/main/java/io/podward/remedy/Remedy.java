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
 * @param notes what else has to be known for the command to have its effect: a sentence each, and a command below it if need be
 * @param afterwards what to say instead of advice, command and notes once it is done: where only a warning was given
 * @param closing the last lines of a denial: whom to ask, and what to do in an emergency
 */
public record Remedy(
        String problem,
        String caution,
        String advice,
        Optional<Command> command,
        List<String> notes,
        Optional<Afterwards> afterwards,
        List<String> closing) {
    /** The most characters that a warning spends on anything but its command: more is not read. */
    private static final int LONGEST_WARNING = 400;

    /** A command that fills the screen many times over helps nobody, and the API server keeps what is said. */
    private static final int LONGEST_BLOCK = 50_000;

    public Remedy {
        notes = List.copyOf(notes);
        closing = List.copyOf(closing);
    }

    /**
     * What to do about what is done.
     *
     * @param advice as in a remedy
     * @param command as in a remedy
     */
    record Afterwards(String advice, Optional<Command> command) {}

    static Remedy withCommand(String problem, String advice, Command command, List<String> notes) {
        return new Remedy(problem, "", advice, Optional.of(command), notes, Optional.empty(), List.of());
    }

    static Remedy withoutCommand(String problem, String advice) {
        return new Remedy(problem, "", advice, Optional.empty(), List.of(), Optional.empty(), List.of());
    }

    Remedy withProblem(String text) {
        return new Remedy(text, caution, advice, command, notes, afterwards, closing);
    }

    Remedy withCaution(String text) {
        return new Remedy(problem, text, advice, command, notes, afterwards, closing);
    }

    Remedy withNote(String note) {
        var more = Stream.concat(notes.stream(), Stream.of(note)).toList();
        return new Remedy(problem, caution, advice, command, more, afterwards, closing);
    }

    Remedy withAfterwards(String text, Optional<Command> next) {
        return new Remedy(problem, caution, advice, command, notes, Optional.of(new Afterwards(text, next)), closing);
    }

    Remedy withClosing(List<String> lines) {
        return new Remedy(problem, caution, advice, command, notes, afterwards, lines);
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

    /** The command of the warning, which may be another than that of the denial. */
    public Optional<Command> commandOfWarning() {
        return afterwards.map(Afterwards::command).orElse(command);
    }

    /** The warning to somebody who breaks the glass: one line that says what was allowed, and that it is known. */
    public String emergency() {
        return "Allowed in an emergency, and recorded. " + warning();
    }

    /** The text of a warning: one line with the command in it, and what keeps that from its effect in front of it. */
    public String warning() {
        var line = commandOfWarning().flatMap(Command::line);
        if (afterwards.isPresent()) {
            return sentence(problem, afterwards.get().advice(), line);
        }
        var lead = new StringBuilder(problem).append(caution.isEmpty() ? "" : " " + caution);
        line.flatMap(_ -> command)
                .flatMap(Remedy::standIn)
                .ifPresent(hint -> lead.append(' ').append(hint));
        for (var note : notes) {
            var fact = fact(note);
            if (!fact.isEmpty() && lead.length() + fact.length() < LONGEST_WARNING) {
                lead.append(' ').append(fact);
            }
        }
        return sentence(lead.toString(), advice, line);
    }

    private static String sentence(String lead, String advice, Optional<String> line) {
        return lead + " " + advice + line.map(command -> ": " + command).orElse(".");
    }

    /** A note without the command below it, and without what leads to that. */
    private static String fact(String note) {
        var end = note.indexOf('\n');
        return end < 0 ? note : note.substring(0, note.lastIndexOf(". ", end) + 1);
    }

    /** In so many words, since whoever is in a hurry takes three stars for the value. */
    private static Optional<String> standIn(Command command) {
        return command.standIn()
                .map(text -> text
                        + " stands for a value that looks like a secret: put that in, in quotes, before you run this.");
    }
}
