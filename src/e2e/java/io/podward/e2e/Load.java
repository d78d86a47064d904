package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Alice at work, until it is closed: she tries to create bare Pods, which has to be denied, and annotates a Pod of a
 * Deployment, which has to pass. So every request is one that Podward is asked about, and one that nobody checked shows.
 */
final class Load implements AutoCloseable {
    private static final int PEOPLE = 4;

    /** Leaves some of a small machine to those that are under load. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** More tell no more. */
    private static final int MOST_TOLD = 20;

    private static final String POD = """
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"generateName": "load-"},
            "spec": {"containers": [{"name": "main", "image": "registry.example.com/main:v1"}]}}""";

    private final ApiClient api;
    private final String pod;
    private final Predicate<String> denial;
    private final AtomicInteger denied = new AtomicInteger();
    private final AtomicInteger passed = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();

    private Load(ApiClient api, String pod, Predicate<String> denial) {
        this.api = api;
        this.pod = pod;
        this.denial = denial;
    }

    /**
     * Begins, and waits until it is under way.
     *
     * @param pod that a Deployment owns, in the namespace {@code shop}
     * @param denial what has to be said to whoever is denied
     */
    static Load start(ApiClient api, String pod, Predicate<String> denial) {
        var load = new Load(api, pod, denial);
        for (var person = 0; person < PEOPLE; person++) {
            load.people.execute(load::work);
        }
        load.goesOn();
        return load;
    }

    /** Waits for more of it: all that comes after this is done while it goes on. */
    void goesOn() {
        var denials = denied.get();
        var passes = passed.get();
        eventually(() -> {
            assertThat(denied.get()).as("denials; %s", surprises).isGreaterThan(denials + PEOPLE);
            assertThat(passed.get()).as("passes; %s", surprises).isGreaterThan(passes + PEOPLE);
        });
    }

    /** What was answered otherwise than it has to be. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    /** How often it was asked. */
    int answers() {
        return denied.get() + passed.get();
    }

    private void work() {
        while (!over.get()) {
            try {
                creates();
                annotates();
                LockSupport.parkNanos(PAUSE.toNanos());
            } catch (IOException e) {
                surprise(e.toString());
            }
        }
    }

    private void creates() throws IOException {
        var answer = api.sends("POST", "/api/v1/namespaces/shop/pods", "application/json", POD);
        if (answer.statusCode() == 403 && denial.test(answer.body())) {
            denied.incrementAndGet();
        } else {
            surprise("a bare Pod: HTTP " + answer.statusCode() + " " + answer.body());
        }
    }

    private void annotates() throws IOException {
        var patch = "{\"metadata\": {\"annotations\": {\"example.com/load\": \"%d\"}}}".formatted(passed.get());
        var answer = api.sends(
                "PATCH", "/api/v1/namespaces/shop/pods/" + pod, "application/strategic-merge-patch+json", patch);
        if (answer.statusCode() == 200) {
            passed.incrementAndGet();
        } else {
            surprise("an annotation: HTTP " + answer.statusCode() + " " + answer.body());
        }
    }

    private void surprise(String what) {
        if (surprises.size() < MOST_TOLD) {
            surprises.add(what);
        }
    }

    @Override
    public void close() {
        over.set(true);
        people.close();
        api.close();
    }
}
