package io.podward.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** The golden files of one test class. One that no test asks for is an error: it looks like something that is tested. */
record GoldenFolder(Path folder, Set<String> tests, Set<String> passed, Set<String> used) {
    private static final Path ALL = Path.of("src/e2e/golden");

    static GoldenFolder of(Class<?> tests) {
        return new GoldenFolder(
                ALL.resolve(tests.getSimpleName()),
                AnnotationSupport.findAnnotatedMethods(tests, Testable.class, HierarchyTraversalMode.TOP_DOWN).stream()
                        .map(method -> method.getName())
                        .collect(Collectors.toSet()),
                new TreeSet<>(),
                new TreeSet<>());
    }

    GoldenFile named(String displayName) {
        var file = GoldenFile.fileName(displayName);
        used.add(file);
        return new GoldenFile(folder.resolve(file));
    }

    void passed(String test) {
        passed.add(test);
    }

    /** Looks for files that nobody asked for, unless only some of the tests were run. */
    void close() {
        if (!passed.equals(tests) || !Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            var unused = files.filter(file -> !used.contains(file.getFileName().toString()))
                    .toList();
            if (!unused.isEmpty()) {
                throw new AssertionError("no test uses these any more, delete them: " + unused);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
