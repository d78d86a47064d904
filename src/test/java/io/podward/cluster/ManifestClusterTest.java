package io.podward.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.podward.cluster.ManifestCluster.Reading;
import io.podward.policy.OwnerReference;
import io.podward.policy.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ManifestClusterTest {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {namespace: shop, name: web, uid: uid-web}
            """;
    private static final String FLEET = """
            apiVersion: acme.io/v1
            kind: Fleet
            metadata: {name: north, uid: uid-north}
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource
    void readsEveryFormOfManifests(String file, String text) throws IOException {
        write(file, text);
        assertThat(find("apps/v1", "Deployment", "web", "shop")).isEqualTo("uid-web");
        assertThat(find("acme.io/v1", "Fleet", "north", "shop")).isEqualTo("uid-north");
    }

    static Stream<Arguments> readsEveryFormOfManifests() {
        return Stream.of(
                argumentSet(
                        "several documents", "all.yaml", "# a comment\n---\n" + DEPLOYMENT + "---\n" + FLEET + "---\n"),
                argumentSet("a List", "all.yml", """
                        apiVersion: v1
                        kind: List
                        items:
                          - {apiVersion: apps/v1, kind: Deployment, metadata: {namespace: shop, name: web, uid: uid-web}}
                          - {apiVersion: acme.io/v1, kind: Fleet, metadata: {name: north, uid: uid-north}}
                        """),
                argumentSet("JSON", "all.json", """
                        {"apiVersion": "v1", "kind": "List", "items": [
                        {"apiVersion": "apps/v1", "kind": "Deployment",
                        "metadata": {"namespace": "shop", "name": "web", "uid": "uid-web"}},
                        {"apiVersion": "acme.io/v1", "kind": "Fleet",
                        "metadata": {"name": "north", "uid": "uid-north"}}]}
                        """));
    }

    @Test
    void readsAllFilesOfManifestsAndNoOthers() throws IOException {
        write("deployment.yaml", DEPLOYMENT);
        write("fleet.yml", FLEET);
        write("README.md", "# no: manifest: at: all");
        Files.createDirectory(folder.resolve("more"));
        assertThat(find("apps/v1", "Deployment", "web", "shop")).isEqualTo("uid-web");
        assertThat(find("acme.io/v1", "Fleet", "north", "shop")).isEqualTo("uid-north");
    }

    @Test
    void tellsObjectsApartByVersionKindNamespaceAndName() throws IOException {
        write("deployment.yaml", DEPLOYMENT);
        assertThat(Stream.of(
                        find("apps/v2", "Deployment", "web", "shop"),
                        find("apps/v1", "StatefulSet", "web", "shop"),
                        find("apps/v1", "Deployment", "web", "bank"),
                        find("apps/v1", "Deployment", "api", "shop")))
                .containsOnly("not found");
    }

    @Test
    void reportsAllProblemsWithTheirPlace() throws IOException {
        write("a.yaml", "kind: [Deployment\n");
        write("b.yaml", DEPLOYMENT + "---\nkind: Deployment\n");
        write("c.yaml", "kind: List\nitems:\n  - a word\n");
        write("d.yaml", "\n" + DEPLOYMENT);
        Files.writeString(folder.resolve("e.json"), "\u00fc", ISO_8859_1);
        assertThat(problems())
                .containsExactly(
                        "a.yaml:2:1: expected ',' or ']', but got <stream end>",
                        "b.yaml:5: expected an object with apiVersion, kind and metadata.name",
                        "c.yaml:3: expected an object with apiVersion, kind and metadata.name",
                        "d.yaml:2: the same object is in b.yaml:1 already",
                        "e.json: is not UTF-8 text");
    }

    @Test
    void saysNothingThatATerminalObeys() throws IOException {
        write("a\u202eb.yaml", "a: *b\u009b");
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("a\uFFFDb.yaml:1:")
                .matches(Printable::isPrintable);
    }

    @Test
    void doesNotTakeTheWrongFolderForAnEmptyCluster() {
        assertThat(problems()).containsExactly(": there are no manifests in this folder (*.{yaml,yml,json})");
        assertThat(ManifestCluster.read(folder.resolve("nowhere")))
                .asString()
                .contains("nowhere: cannot be read as a folder: ");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private String find(String apiVersion, String kind, String name, String namespace) {
        if (!(ManifestCluster.read(folder) instanceof Reading.Loaded(var cluster))) {
            throw new AssertionError(problems());
        }
        return switch (cluster.find(new OwnerReference(apiVersion, kind, name, "not compared here"), namespace)) {
            case Lookup.Found(var workload) -> workload.uid();
            case Lookup.NotFound _ -> "not found";
            case Lookup.Unavailable(var why) -> why;
        };
    }

    private List<String> problems() {
        return switch (ManifestCluster.read(folder)) {
            case Reading.Loaded _ -> List.of();
            case Reading.Broken(var problems) ->
                problems.stream()
                        .map(problem -> problem.replace(folder + "/", "").replace(folder.toString(), ""))
                        .toList();
        };
    }
}
