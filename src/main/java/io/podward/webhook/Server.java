package io.podward.webhook;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The server as a whole. */
public final class Server {
    private static final Logger LOG = Logger.getLogger(Server.class);

    private Server() {}

    /**
     * Serves until it is told to stop.
     *
     * @return what has to be set right before it can start, one line each; empty if it ran
     */
    public static List<String> serve() {
        var problems = new ArrayList<>(Preflight.problems(configuration()));
        if (problems.isEmpty()) {
            Quarkus.run(null, (code, failure) -> ended(code, failure, problems));
        }
        return problems;
    }

    /** Read here and now: until Quarkus has started, a native executable has but the configuration that it was built with. */
    private static Config configuration() {
        return new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDefaultInterceptors()
                .build();
    }

    private static void ended(Integer code, @Nullable Throwable failure, List<String> problems) {
        if (failure == null) {
            ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, null);
        } else {
            LOG.debug("The start failed", failure);
            problems.add(CannotStart.why(failure));
        }
    }
}
