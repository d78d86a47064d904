package io.podward.cli;

import io.podward.manifest.PodConversion.Converted;
import io.podward.manifest.Yaml;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code podward convert}. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Prints the Deployment, or Job, that does what a Pod does. Comments say what was decided.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:converted", "2:bad input; nothing is printed"})
final class ConvertCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(
            names = {"-f", "--filename"},
            required = true,
            paramLabel = "FILE",
            description = "A file of Pod manifests, in YAML or JSON; - for standard input. May be repeated.")
    private List<String> files = List.of();

    ConvertCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        var pods = files.stream().map(this::read).toList();
        var problems = pods.stream().flatMap(file -> file.problems().stream()).toList();
        if (!problems.isEmpty()) {
            problems.forEach(streams::message);
            return ExitCode.BAD_INPUT.code();
        }
        streams.out()
                .print(pods.stream()
                        .flatMap(file -> file.converted().stream())
                        .map(ConvertCommand::document)
                        .collect(Collectors.joining("---\n")));
        streams.out().flush();
        return ExitCode.OK.code();
    }

    private PodFile read(String file) {
        return switch (InputFile.read(file, streams.in())) {
            case InputFile.Text text -> PodFile.of(text);
            case InputFile.Unreadable(var problem) -> PodFile.unusable(problem);
        };
    }

    private static String document(Converted converted) {
        var comments =
                converted.remarks().stream().map(remark -> "# " + remark + "\n").collect(Collectors.joining());
        return comments + Yaml.write(converted.workload().tree());
    }
}
