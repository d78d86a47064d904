package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The Pods of a workload, and what becomes of them.
 *
 * @param user who looks
 * @param workload as {@code kubectl get} takes it
 */
record Replicas(User user, String workload) {
    static final String IMAGE_V2 = "{spec: {containers: [{name: 'blog', image: 'registry.example.com/blog-api:v2'}]}}";

    /** The names of those that run, once it is so many. */
    Set<String> running(int count) {
        var names = new TreeSet<String>();
        eventually(() -> {
            names.clear();
            names.addAll(names());
            assertThat(names).as("running Pods of %s", workload).hasSize(count);
        });
        return names;
    }

    private Set<String> names() {
        return user.podsOf(workload).stream()
                .filter(pod -> pod.path("status").path("phase").asText().equals("Running"))
                .map(pod -> pod.path("metadata").path("name").asText())
                .collect(Collectors.toSet());
    }

    /** Waits until it is so many, and each of them has all this. */
    void allHave(int count, String part) {
        eventually(() ->
                assertThat(user.podsOf(workload)).hasSize(count).allSatisfy(pod -> Json.assertContains(pod, part)));
    }

    /** Waits until they are others than these, and as many. */
    void areReplaced(Set<String> names) {
        eventually(() -> assertThat(names()).hasSameSizeAs(names).doesNotContainAnyElementsOf(names));
    }
}
