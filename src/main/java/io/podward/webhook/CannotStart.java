package io.podward.webhook;

/** Ends the start. The message, one line, is for whoever configured Podward. */
final class CannotStart extends RuntimeException {
    CannotStart(String why) {
        super(why);
    }

    /** The line to print for a start that failed, whatever the reason. */
    static String why(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        var message = root instanceof CannotStart ? String.valueOf(root.getMessage()) : "could not start: " + root;
        return message.replaceAll("\\p{Cntrl}+", " ");
    }
}
