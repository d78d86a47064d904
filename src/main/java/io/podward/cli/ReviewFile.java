package io.podward.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.podward.admission.Review;
import io.podward.admission.ReviewReader;
import io.podward.admission.ReviewRequest;
import io.podward.cli.Outcome.Done;
import io.podward.cli.Outcome.Failed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An AdmissionReview in a file.
 *
 * @param name the file's name, for people
 * @param body the review as it stands there
 * @param request what it asks
 */
record ReviewFile(String name, String body, ReviewRequest request) {
    /** Reads files, folders and standard input, in the order in which they were named; a folder's files by name. */
    static Outcome<List<ReviewFile>> read(List<String> arguments, InputStream in) {
        var reviews = new ArrayList<ReviewFile>();
        var problems = new ArrayList<String>();
        for (var argument : arguments) {
            for (var file : files(argument, problems)) {
                switch (InputFile.read(file, in)) {
                    case InputFile.Unreadable(var problem) -> problems.add(problem);
                    case InputFile.Text(var name, var content) -> {
                        switch (ReviewReader.read(content.getBytes(UTF_8))) {
                            case Review.Asked(var request) -> reviews.add(new ReviewFile(name, content, request));
                            case Review.Malformed(var problem) -> problems.add(name + ": " + problem);
                        }
                    }
                }
            }
        }
        return problems.isEmpty() ? new Done<>(List.copyOf(reviews)) : new Failed<>(problems);
    }

    private static List<String> files(String argument, List<String> problems) {
        if (argument.equals(InputFile.STANDARD_INPUT) || !Files.isDirectory(Path.of(argument))) {
            return List.of(argument);
        }
        try (var entries = Files.list(Path.of(argument))) {
            var files = entries.map(Path::toString)
                    .filter(file -> file.endsWith(".json"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                problems.add(argument + ": there is no *.json in this folder");
            }
            return files;
        } catch (IOException e) {
            problems.add(argument + ": cannot be listed: " + e.getMessage());
            return List.of();
        }
    }
}
