package io.podward;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What a class logs while a test runs. */
public final class LogLines extends Handler implements AutoCloseable {
    private static final PatternFormatter MESSAGE = new PatternFormatter("%s");

    private final List<String> written = new CopyOnWriteArrayList<>();
    private final Logger logger;

    /** Listens from now on. */
    public LogLines(Class<?> logging) {
        logger = Logger.getLogger(logging.getName());
        logger.addHandler(this);
    }

    /** The lines, each after its level. */
    public List<String> written() {
        return List.copyOf(written);
    }

    @Override
    public void publish(LogRecord line) {
        written.add(line.getLevel() + " " + MESSAGE.format(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
