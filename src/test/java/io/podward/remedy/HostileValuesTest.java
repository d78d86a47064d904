package io.podward.remedy;

import static io.podward.manifest.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.podward.manifest.NamespacePods;
import io.podward.manifest.Owners;
import io.podward.manifest.PodManifest;
import io.podward.manifest.PodUpdate;
import io.podward.manifest.ResolvedOwner;
import io.podward.manifest.Workload;
import io.podward.policy.NamespaceChange;
import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import io.podward.policy.Printable;
import io.podward.policy.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a request holds, the command that is printed does what it says and nothing else, in a real shell. In the tables,
 * {@code ☠} stands for each of the hostile values in turn, and {@code ☡} for what is shown of it: that is for names that the API
 * server holds, and so has validated.
 */
final class HostileValuesTest {
    static final String HERE = "☠";

    private static final String SHOWN = "☡";

    private static final String HELM = "helm upgrade ";

    /** No YAML reader takes a longer key. No key of Kubernetes' is that long. */
    private static final int LONGEST_KEY = 1024;

    static final List<String> HOSTILE = List.of(
            "'; touch pwned; '",
            "\"; touch pwned; \"",
            "`touch pwned`$(touch pwned)<(touch pwned)",
            "a; touch pwned && touch pwned | touch pwned & touch pwned > pwned",
            "a\ntouch pwned\n",
            "\r\ntouch pwned\r\n",
            "\u001b]0;touch pwned\u0007\u001b[2J",
            "a\u0000b",
            "\u202etouch pwned\u2028touch pwned\u0085touch pwned",
            "-f",
            "--all",
            "--",
            "~",
            "!!",
            "*",
            "{a,b} #",
            "=ls",
            "a=b,c=d",
            "EOF",
            "a\nEOF\ntouch pwned\nEOF\n",
            "\\'; touch pwned #",
            "%s\\n",
            "***",
            "${HOME}${NEW_COLOR:?}",
            "\t",
            "☂",
            "'".repeat(3001),
            "x".repeat(3001) + "$(touch pwned)");

    @TempDir
    private Path folder;

    /**
     * A way to say it.
     *
     * @param words what kubectl is to be given, after the namespace; {@code …} for an object
     * @param object the object
     */
    record Form(String words, String object) {
        boolean isMet(String hostile, Pasted pasted) {
            var meant = Arrays.stream(words.split(" ", -1))
                    .map(word -> said(hostile, word))
                    .toList();
            return pasted.words().equals(List.of(meant)) && !isFlag(hostile) && isObject(hostile, pasted.object());
        }

        /** The fake kubectl does not know, so the test does. */
        private boolean isFlag(String hostile) {
            var options = words.split(" -- ", 2)[0];
            return hostile.startsWith("-") && options.contains(" " + HERE);
        }

        private boolean isObject(String hostile, JsonNode given) {
            if (hostile.length() > LONGEST_KEY && object.contains("'☠':") && given.isTextual()) {
                return true;
            }
            return given.equals(object.isEmpty() ? MissingNode.getInstance() : put(hostile, tree(object)));
        }
    }

    @ParameterizedTest
    @MethodSource({
        "editsOfADeployment",
        "barePods",
        "sessions",
        "io.podward.remedy.HostileAttempts#replicasThatAreCopied",
        "io.podward.remedy.HostileAttempts#labels",
        "io.podward.remedy.HostileAttempts#workloads",
        "io.podward.remedy.HostileAttempts#customResources",
        "io.podward.remedy.HostileAttempts#pods"
    })
    void thePrintedCommandDoesWhatItSaysAndNothingElse(Function<String, Remedy> remedy, List<Form> forms) {
        var blocks = new ArrayList<Printed>();
        var lines = new ArrayList<Printed>();
        var records = new ArrayList<Printed>();
        for (var hostile : HOSTILE) {
            var said = remedy.apply(hostile);
            assertPrintable(said);
            for (var command : commands(said)) {
                blocks.add(new Printed(hostile, command.block()));
                command.line().ifPresent(line -> lines.add(new Printed(hostile, line)));
                if (!command.line().equals(Optional.of(command.recorded()))) {
                    records.add(new Printed(hostile, command.recorded()));
                }
            }
        }
        assertThat(blocks).isNotEmpty();
        paste("sh", blocks, (hostile, pasted) -> assertDoes(hostile, forms, pasted));
        paste("bash", lines, (hostile, pasted) -> assertDoes(hostile, forms, pasted));
        paste("sh", records, (_, pasted) -> {
            assertThat(pasted.rest()).doesNotContain("touch pwned\n", "work/");
            assertThat(pasted.object().isContainerNode()).isFalse();
        });
    }

    private static List<Command> commands(Remedy said) {
        return Stream.concat(said.command().stream(), said.commandOfWarning().stream())
                .distinct()
                .toList();
    }

    /** A text that is to be pasted, and the value that it holds. */
    private record Printed(String hostile, String text) {}

    private void paste(String shell, List<Printed> printed, BiConsumer<String, Pasted> check) {
        var pasted =
                Pasted.into(shell, folder, printed.stream().map(Printed::text).toList());
        for (var i = 0; i < pasted.size(); i++) {
            check.accept(printed.get(i).hostile(), pasted.get(i));
        }
    }

    private static void assertDoes(String hostile, List<Form> forms, Pasted pasted) {
        assertThat(pasted.rest()).as("beside %s", pasted.words()).isEmpty();
        assertThat(forms).as("%s", pasted).anyMatch(form -> form.isMet(hostile, pasted));
    }

    static Stream<Arguments> editsOfADeployment() {
        var image = "{name: 'a', image: 'x:1'}";
        return Stream.of(
                edit(
                        "an image",
                        image,
                        "{name: 'a', image: '☠'}",
                        "set image deployment/web a=☠",
                        "{name: 'a', image: '☠'}"),
                edit(
                        "the value of a variable",
                        "{name: 'a'}",
                        "{name: 'a', env: [{name: 'COLOR', value: '☠'}]}",
                        "set env deployment/web -c a COLOR=☠",
                        "{name: 'a', env: [{name: 'COLOR', value: '☠'}]}"),
                edit(
                        "the name of a variable",
                        "{name: 'a'}",
                        "{name: 'a', env: [{name: '☠', value: '1'}]}",
                        "set env deployment/web -c a ☠=1",
                        "{name: 'a', env: [{name: '☠', value: '1'}]}"),
                edit(
                        "the name of a variable that is removed",
                        "{name: 'a', env: [{name: '☠', value: '1'}]}",
                        "{name: 'a'}",
                        "set env deployment/web -c a ☠-",
                        "{name: 'a', env: [{name: '☠', $patch: 'delete'}]}"),
                edit(
                        "a quantity",
                        "{name: 'a'}",
                        "{name: 'a', resources: {requests: {cpu: '☠'}}}",
                        "set resources deployment/web -c a --requests=cpu=☠",
                        "{name: 'a', resources: {requests: {cpu: '☠'}}}"),
                edit(
                        "the name of a resource",
                        "{name: 'a'}",
                        "{name: 'a', resources: {limits: {'☠': '1'}}}",
                        "set resources deployment/web -c a --limits=☠=1",
                        "{name: 'a', resources: {limits: {'☠': '1'}}}"),
                edit(
                        "an argument",
                        "{name: 'a'}",
                        "{name: 'a', args: ['☠', 'x']}",
                        "",
                        "{name: 'a', args: ['☠', 'x']}"),
                edit(
                        "the name of a container whose image changes",
                        "{name: '☠', image: 'x:1'}",
                        "{name: '☠', image: 'x:2'}",
                        "set image deployment/web ☠=x:2",
                        "{name: '☠', image: 'x:2'}"),
                edit(
                        "the name of a container whose environment changes",
                        "{name: '☠'}",
                        "{name: '☠', env: [{name: 'COLOR', value: 'blue'}]}",
                        "set env deployment/web -c ☠ COLOR=blue",
                        "{name: '☠', env: [{name: 'COLOR', value: 'blue'}]}"),
                edit(
                        "the name of a container whose resources change",
                        "{name: '☠'}",
                        "{name: '☠', resources: {limits: {cpu: '1'}}}",
                        "set resources deployment/web -c ☠ --limits=cpu=1",
                        "{name: '☠', resources: {limits: {cpu: '1'}}}"),
                argumentSet(
                        "a service account",
                        remedy("shop", "web", "{containers: []}", "{containers: [], serviceAccountName: '☠'}"),
                        List.of(
                                new Form("-n shop set serviceaccount deployment/web ☠", ""),
                                new Form(
                                        "-n shop patch deployment/web -p …",
                                        "{spec: {template: {spec: {serviceAccountName: '☠'}}}}"))),
                argumentSet(
                        "the name of the Deployment",
                        remedy(
                                "shop",
                                HERE,
                                "{containers: [" + image + "]}",
                                "{containers: [{name: 'a', image: 'x:2'}]}"),
                        List.of(new Form("-n shop set image deployment/☡ a=x:2", ""))),
                argumentSet(
                        "the namespace",
                        remedy(
                                HERE,
                                "web",
                                "{containers: [" + image + "]}",
                                "{containers: [{name: 'a', image: 'x:2'}]}"),
                        List.of(new Form("-n ☡ set image deployment/web a=x:2", ""))));
    }

    static Stream<Arguments> barePods() {
        return Stream.of(
                bare("an image", "", "image: '☠'", "", "create deployment web --image=☠"),
                bare(
                        "a command",
                        "",
                        "image: 'x', command: ['☠', '-f']",
                        "",
                        "create deployment web --image=x -- ☠ -f"),
                bare("an argument", "", "image: 'x', args: ['-f', '☠']", "", ""),
                bare("the value of a variable", "", "image: 'x', env: [{name: 'COLOR', value: '☠'}]", "", ""),
                bare("the name of a variable", "", "image: 'x', env: [{name: '☠', value: '1'}]", "", ""),
                bare("the name of a resource", "", "image: 'x', resources: {limits: {'☠': '1'}}", "", ""),
                bare("a volume", "", "image: 'x'", ", volumes: [{name: '☠', hostPath: {path: '☠'}}]", ""),
                argumentSet(
                        "the command of a Job",
                        pod(
                                "name: 'web'",
                                "restartPolicy: 'Never', containers: [{name: 'web', image: 'x', command: ['☠']}]"),
                        List.of(
                                new Form("-n shop create job web --image=x -- ☠", ""),
                                new Form(
                                        "-n shop create -f -",
                                        "{apiVersion: 'batch/v1', kind: 'Job', metadata: {name: 'web'}, spec: {template: {spec:"
                                                + " {restartPolicy: 'Never', containers: [{name: 'web', image: 'x', command:"
                                                + " ['☠']}]}}}}"))),
                argumentSet(
                        "a label",
                        pod("name: 'web', labels: {'☠': '☠'}", "containers: [{name: 'web', image: 'x'}]"),
                        List.of(new Form(
                                "-n shop create -f -",
                                "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', labels: {'☠': '☠'}}, spec:"
                                        + " {replicas: 1, selector: {matchLabels: {'☠': '☠'}}, template: {metadata: {labels:"
                                        + " {'☠': '☠'}}, spec: {containers: [{name: 'web', image: 'x'}]}}}}"))));
    }

    static Stream<Arguments> sessions() {
        return Stream.of(
                session("an image", "", "image: '☠'", "run sh -it --rm --image=☠ --restart=Never --overrides=…"),
                session("an argument", "", "image: 'x', args: ['☠', '-f']", RUN + " -- ☠ -f"),
                session("a command", "", "image: 'x', command: ['-f', '☠']", RUN + " --command -- -f ☠"),
                session(
                        "the value of a variable",
                        "",
                        "image: 'x', env: [{name: 'COLOR', value: '☠'}]",
                        RUN + " --env=COLOR=☠"),
                session("the name of a variable", "", "image: 'x', env: [{name: '☠', value: '1'}]", RUN + " --env=☠=1"),
                session("a label", ", labels: {app: '☠'}", "image: 'x'", RUN + " --labels=app=☠"),
                session("the name of a label", ", labels: {'☠': 'a'}", "image: 'x'", RUN + " --labels=☠=a"),
                session("an annotation", ", annotations: {'☠': '☠'}", "image: 'x'", RUN));
    }

    private static final String RUN = "run sh -it --rm --image=x --restart=Never --overrides=…";

    private static Arguments edit(String name, String before, String after, String words, String patch) {
        return argumentSet(
                name,
                remedy("shop", "web", "{containers: [" + before + "]}", "{containers: [" + after + "]}"),
                List.of(
                        new Form("-n shop " + words, ""),
                        new Form(
                                "-n shop patch deployment/web -p …",
                                "{spec: {template: {spec: {containers: [" + patch + "]}}}}")));
    }

    private static Arguments bare(String name, String metadata, String container, String spec, String words) {
        var template = "{containers: [{name: 'web', " + container + "}]" + spec + "}";
        return argumentSet(
                name,
                pod("name: 'web'" + metadata, template.substring(1, template.length() - 1)),
                List.of(
                        new Form("-n shop " + words, ""),
                        new Form(
                                "-n shop create -f -",
                                "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', labels: {app: 'web'}}, spec:"
                                        + " {replicas: 1, selector: {matchLabels: {app: 'web'}}, template: {metadata: {labels: {app:"
                                        + " 'web'}}, spec: " + template + "}}}")));
    }

    private static Arguments session(String name, String metadata, String container, String words) {
        var containers = "containers: [{name: 'sh', stdin: true, stdinOnce: true, tty: true, " + container + "}]";
        var annotations = metadata.contains("annotations") ? "metadata: {" + metadata.substring(2) + "}, " : "";
        var image = container.contains("image: '☠'") ? HERE : "x";
        return argumentSet(
                name,
                pod("name: 'sh'" + metadata, containers),
                List.of(
                        new Form("-n shop " + words, "{" + annotations + "spec: {activeDeadlineSeconds: 3600}}"),
                        new Form(
                                "-n shop " + RUN.replace("=x", "=" + image),
                                "{" + annotations + "spec: {activeDeadlineSeconds: 3600, " + containers + "}}"),
                        new Form(
                                "-n shop create -f -",
                                "{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'sh'" + metadata
                                        + "}, spec: {activeDeadlineSeconds: 3600, restartPolicy: 'Never', " + containers
                                        + "}}"),
                        new Form("-n shop patch pod/sh -p …", "{spec: {activeDeadlineSeconds: 3600}}")));
    }

    @ParameterizedTest
    @MethodSource({"soDoTheCommandsInTheNotes", "io.podward.remedy.HostileAttempts#notes"})
    void soDoTheCommandsInTheNotes(Function<String, Remedy> remedy, String words) {
        var verb = " " + words.split(" ", -1)[2] + " ";
        var printed = new ArrayList<Printed>();
        for (var hostile : HOSTILE) {
            var said = remedy.apply(hostile);
            assertPrintable(said);
            said.notes().stream()
                    .filter(note -> note.contains(verb))
                    .map(note -> new Printed(hostile, note.substring(note.indexOf(":\n") + 2)))
                    .forEach(printed::add);
        }
        assertThat(printed).isNotEmpty();
        paste("sh", printed, (hostile, pasted) -> {
            assertThat(pasted.rest()).isEmpty();
            assertThat(pasted.words().getLast())
                    .map(word -> word.replaceFirst("-[0-9]{10}$", "-NOW"))
                    .isEqualTo(Arrays.stream(words.split(" ", -1))
                            .map(word -> said(hostile, word))
                            .toList());
        });
    }

    @ParameterizedTest
    @MethodSource("io.podward.remedy.HostileAttempts#charts")
    void soDoesTheCommandForTheToolThatManagesTheOwner(Function<String, Remedy> remedy) {
        var printed = new ArrayList<Printed>();
        for (var hostile : HOSTILE) {
            var said = remedy.apply(hostile);
            assertPrintable(said);
            var caution = said.caution();
            printed.add(new Printed(hostile, caution.substring(caution.indexOf(HELM), caution.length() - 1)));
        }
        paste("bash", printed, (hostile, pasted) -> {
            assertThat(pasted.rest()).isEmpty();
            assertThat(pasted.words()).isEqualTo(List.of(List.of("upgrade", Printable.of(hostile))));
        });
    }

    private static String said(String hostile, String template) {
        return template.replace(HERE, hostile).replace(SHOWN, Printable.of(hostile));
    }

    static Stream<Arguments> soDoTheCommandsInTheNotes() {
        var image = "{containers: [{name: 'a', image: 'x:1'}]}";
        var template = "template: {spec: " + image + "}";
        return Stream.of(
                argumentSet(
                        "the image to look into a Pod with",
                        pod(
                                "name: 'sh'",
                                "containers: [{name: 'sh', image: '☠', stdin: true, stdinOnce: true, resources: {limits: {cpu: 1}}}]"),
                        "-n shop debug -it POD --image=☠"),
                argumentSet(
                        "a container to attach to",
                        pod("name: 'sh'", "containers: [{name: '☠', image: '\\u0007', stdin: true}]"),
                        "-n shop attach -it sh --container=☡"),
                argumentSet(
                        "a Deployment to resume",
                        owned("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: '☠'}, spec: {paused: true, "
                                + template + "}}"),
                        "-n shop rollout resume deployment/☡"),
                argumentSet(
                        "a CronJob to run at once",
                        owned(
                                "{apiVersion: 'batch/v1', kind: 'CronJob', metadata: {name: '☠'}, spec: {jobTemplate: {spec: {"
                                        + template + "}}}}"),
                        "-n shop create job ☡-NOW --from=cronjob/☡"));
    }

    @Test
    void labelsOfANamespaceArePrintable() {
        for (var hostile : HOSTILE) {
            var labels = Map.of(
                    "podward.io/mode", hostile, "podward.io/bare-pod", hostile, "podward.io/" + hostile, hostile);
            var change = NamespaceChange.of(Attempts.POLICY, Map.of(), labels);
            var warnings = NamespaceWarnings.of(Attempts.POLICY, hostile, change, new NamespacePods.Unknown());
            assertThat(warnings).isNotEmpty().allMatch(Printable::isPrintable);
        }
    }

    @ParameterizedTest
    @MethodSource({"whatHasNoCommandIsPrintableTextAtLeast", "io.podward.remedy.HostileAttempts#withoutCommand"})
    void whatHasNoCommandIsPrintableTextAtLeast(Function<String, Remedy> remedy) {
        HOSTILE.forEach(hostile -> assertPrintable(remedy.apply(hostile)));
    }

    static Stream<Arguments> whatHasNoCommandIsPrintableTextAtLeast() {
        return Stream.of(
                argumentSet("the name of a Pod", pod("name: '☠'", "containers: [{name: 'a', image: 'x'}]")),
                argumentSet("the prefix of a name", pod("generateName: '☠'", "containers: [{name: 'a', image: 'x'}]")),
                argumentSet(
                        "owners that are no controllers",
                        pod(
                                "name: 'a', ownerReferences: [{kind: '☠', name: '☠'}]",
                                "containers: [{name: 'a', image: 'x'}]")),
                argumentSet(
                        "a custom resource", owned("{apiVersion: 'example.com/v1', kind: '☠', metadata: {name: '☠'}}")),
                argumentSet("a version", owned("{apiVersion: 'example.com/☠', kind: 'Kafka', metadata: {name: 'a'}}")),
                argumentSet("an owner that could not be looked up", (Function<String, Remedy>) hostile -> edited(
                        "shop",
                        ResolvedOwner.notFound(new Owner.Claimed(new OwnerReference("v1", hostile, hostile, "uid"))),
                        "{containers: [{name: 'a'}]}",
                        "{containers: [{name: 'a', image: 'x'}]}",
                        hostile)));
    }

    private static void assertPrintable(Remedy remedy) {
        assertThat(remedy.denial().split("\n", -1)).allMatch(Printable::isPrintable);
        assertThat(remedy.warning()).matches(Printable::isPrintable);
        remedy.command().ifPresent(command -> assertThat(command.recorded()).matches(Printable::isPrintable));
    }

    private static Function<String, Remedy> pod(String metadata, String spec) {
        return hostile -> BarePodRemedy.of(
                "shop",
                new PodManifest(put(hostile, tree("{metadata: {" + metadata + "}, spec: {" + spec + "}}"))),
                3600);
    }

    private static Function<String, Remedy> remedy(String namespace, String name, String before, String after) {
        return hostile -> edited(
                namespace.replace(HERE, hostile),
                Owners.root(new Workload(put(
                        hostile,
                        tree("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: '" + name
                                + "', namespace: 'shop'}, spec: {template: {spec: " + before + "}}}")))),
                before,
                after,
                hostile);
    }

    private static Function<String, Remedy> owned(String owner) {
        return hostile -> edited(
                "shop",
                Owners.root(new Workload(put(hostile, tree(owner)))),
                "{containers: [{name: 'a', image: 'x:1'}]}",
                "{containers: [{name: 'a', image: 'x:2'}]}",
                hostile);
    }

    private static Remedy edited(String namespace, ResolvedOwner owner, String before, String after, String hostile) {
        var pod = pod(put(hostile, tree(before)));
        return PodEditRemedy.of(
                namespace,
                pod,
                PodUpdate.of(pod, pod(put(hostile, tree(after))), Target.POD),
                owner.owner(),
                owner.root());
    }

    private static PodManifest pod(JsonNode spec) {
        var pod = JsonNodeFactory.instance.objectNode();
        pod.putObject("metadata").put("name", "web-5d4-x2k");
        pod.set("spec", spec);
        return new PodManifest(pod);
    }

    /** The tree with the hostile value where it belongs, in names of fields too. */
    static JsonNode put(String hostile, JsonNode tree) {
        if (tree.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            tree.properties()
                    .forEach(
                            field -> object.set(field.getKey().replace(HERE, hostile), put(hostile, field.getValue())));
            return object;
        }
        if (tree.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            tree.forEach(element -> array.add(put(hostile, element)));
            return array;
        }
        return tree.isTextual() ? TextNode.valueOf(tree.asText().replace(HERE, hostile)) : tree;
    }
}
