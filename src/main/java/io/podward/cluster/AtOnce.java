package io.podward.cluster;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Several questions at the same time. */
final class AtOnce {
    private AtOnce() {}

    /**
     * The answers, in the order of the questions. Who waits for them may be interrupted: so are the questions then, and each
     * answers with what it has.
     */
    static <T> List<T> ask(List<Supplier<T>> questions) {
        if (questions.size() == 1) {
            return List.of(questions.getFirst().get());
        }
        List<CompletableFuture<T>> answers;
        // Closing waits for all, and passes an interrupt on; waiting for one of them would not.
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = questions.stream()
                    .map(question -> CompletableFuture.supplyAsync(question, threads))
                    .toList();
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }
}
