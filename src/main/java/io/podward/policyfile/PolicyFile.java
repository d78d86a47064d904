package io.podward.policyfile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.podward.manifest.Yaml;
import io.podward.manifest.YamlDocument;
import io.podward.policy.Policy;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Comparator;
import java.util.List;

/** A policy in a file; the command line and the server read it here, and so say the same of it. */
public sealed interface PolicyFile {
    /** The most bytes that are read: what a ConfigMap can hold. */
    int LARGEST = 1024 * 1024;

    /** A policy. */
    record Valid(Policy policy) implements PolicyFile {}

    /**
     * No policy.
     *
     * @param problems what is wrong, one line each, with file, line and field where there are such; safe to print
     */
    record Refused(List<String> problems) implements PolicyFile {
        public Refused {
            problems = List.copyOf(problems);
        }

        private Refused(String problem) {
            this(List.of(problem));
        }
    }

    /** Reads a file's content. */
    static PolicyFile read(String name, ByteBuffer content) {
        if (content.remaining() > LARGEST) {
            return new Refused(name + ": is larger than " + (LARGEST >> 20) + " MiB");
        }
        try {
            return read(name, UTF_8.newDecoder().decode(content.duplicate()).toString());
        } catch (CharacterCodingException _) {
            return new Refused(name + ": is not UTF-8");
        }
    }

    /** Reads a file's text. */
    static PolicyFile read(String name, String text) {
        return switch (Yaml.read(text)) {
            case Yaml.Malformed(var line, var column, var problem) ->
                new Refused(name + ":" + line + ":" + column + ": " + problem);
            case Yaml.Documents(var documents)
            when documents.size() != 1 -> new Refused(name + ": expected one document, found " + documents.size());
            case Yaml.Documents(var documents) -> read(name, documents.getFirst());
        };
    }

    private static PolicyFile read(String name, YamlDocument document) {
        return switch (PolicyManifest.of(document.tree())) {
            case PolicyManifest.Loaded(var policy) -> new Valid(policy);
            case PolicyManifest.Invalid(var problems) ->
                new Refused(problems.stream()
                        .sorted(Comparator.comparingInt(problem -> document.line(problem.field())))
                        .map(problem -> name + ":" + document.line(problem.field()) + ": " + problem)
                        .toList());
        };
    }
}
