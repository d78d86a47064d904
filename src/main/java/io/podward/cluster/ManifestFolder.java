package io.podward.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.cluster.ManifestCluster.Reading;
import io.podward.manifest.FieldPath;
import io.podward.manifest.Workload;
import io.podward.manifest.Yaml;
import io.podward.manifest.YamlDocument;
import io.podward.policy.ObjectRef;
import io.podward.policy.Printable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a folder of manifests, and goes on after a problem: all of them are reported at once. */
final class ManifestFolder {
    private static final String FILES = "*.{yaml,yml,json}";

    private final Map<ObjectRef, Workload> objects = new HashMap<>();
    private final Map<ObjectRef, String> places = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    Reading read(Path folder) {
        try (var listing = Files.newDirectoryStream(folder, FILES)) {
            var files = new ArrayList<Path>();
            listing.forEach(files::add);
            files.stream().sorted().forEach(this::readFile);
            if (files.isEmpty()) {
                complain(folder + ": there are no manifests in this folder (" + FILES + ")");
            }
        } catch (IOException e) {
            complain(folder + ": cannot be read as a folder: " + e);
        }
        return problems.isEmpty() ? new Reading.Loaded(new ManifestCluster(objects)) : new Reading.Broken(problems);
    }

    private void readFile(Path file) {
        try {
            switch (Yaml.read(Files.readString(file))) {
                case Yaml.Documents(var documents) -> documents.forEach(document -> addDocument(file, document));
                case Yaml.Malformed(var line, var column, var problem) ->
                    complain("%s:%d:%d: %s".formatted(file, line, column, problem));
            }
        } catch (CharacterCodingException _) {
            complain(file + ": is not UTF-8 text");
        } catch (IOException e) {
            complain(file + ": cannot be read: " + e);
        }
    }

    private void addDocument(Path file, YamlDocument document) {
        var items = document.tree().path("items");
        if (!document.tree().path("kind").asText().endsWith("List") || !items.isArray()) {
            addObject(file + ":" + document.line(FieldPath.ROOT), document.tree());
            return;
        }
        for (var i = 0; i < items.size(); i++) {
            var line = document.line(FieldPath.of("items").index(i));
            addObject(file + ":" + line, items.get(i));
        }
    }

    private void addObject(String place, JsonNode tree) {
        var object = new Workload(tree);
        var ref = object.ref();
        if (ref.apiVersion().isEmpty() || ref.kind().isEmpty() || ref.name().isEmpty()) {
            complain(place + ": expected an object with apiVersion, kind and metadata.name");
            return;
        }
        var earlier = places.putIfAbsent(ref, place);
        if (earlier == null) {
            objects.put(ref, object);
        } else {
            complain(place + ": the same object is in " + earlier + " already");
        }
    }

    /** Of paths too: any folder may be named, and whoever prepared it chose the names in it. */
    private void complain(String problem) {
        problems.add(Printable.of(problem));
    }
}
