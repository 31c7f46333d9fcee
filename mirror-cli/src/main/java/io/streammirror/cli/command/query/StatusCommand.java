package io.streammirror.cli.command.query;

import io.streammirror.api.MirrorStatus;
import io.streammirror.api.StatusReport;
import io.streammirror.cli.client.PublisherClient;
import io.streammirror.cli.command.option.PublisherTarget;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.cli.progress.ProgressWatch;
import io.streammirror.cli.progress.Screen;
import io.streammirror.cli.progress.StatusLines;
import io.streammirror.cli.progress.StatusTable;
import io.streammirror.cli.progress.TextStyle;
import io.streammirror.cli.progress.VerifyLines;
import io.streammirror.text.SafeText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the status of every mirror of a publisher. */
@Command(
        name = "status",
        description = "Show what needs you, and the state of each mirror. Details follow for the named mirrors.")
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private PublisherTarget target = new PublisherTarget();

    @Parameters(paramLabel = "MIRROR", arity = "0..*", description = "Show details of these mirrors.")
    private List<String> mirrors = List.of();

    @Option(names = "--details", description = "Show details of all mirrors.")
    private boolean details;

    @Option(names = "--json", description = "Print the status as one JSON object.")
    private boolean json;

    @Option(names = "--watch", description = "Show the progress until Ctrl-C.")
    private boolean watch;

    @Override
    public Integer call() throws InterruptedException {
        if (json && watch) {
            throw new UsageException("--json and --watch exclude each other");
        }
        PublisherClient client = target.client();
        if (watch) {
            new ProgressWatch(client, Screen.on(System.out, System.err)).forever(() -> {});
        }
        if (json) {
            System.out.println(SafeText.json(new String(client.statusJson(), StandardCharsets.UTF_8)));
        } else {
            print(client.status());
        }
        return ExitCode.DONE.code();
    }

    private void print(StatusReport report) {
        StatusTable.of(report, TextStyle.ofOutput()).forEach(System.out::println);
        if (report.scrub() != null) {
            VerifyLines.status(report.scrub(), report.time()).forEach(System.out::println);
        }
        List<MirrorStatus> detailed = details ? report.mirrors() : named(report);
        if (!detailed.isEmpty()) {
            System.out.println();
            StatusLines.full(new StatusReport(report.run(), report.time(), detailed, List.of(), List.of(), null))
                    .forEach(System.out::println);
        }
    }

    private List<MirrorStatus> named(StatusReport report) {
        return mirrors.stream()
                .map(name -> report.mirrors().stream()
                        .filter(mirror -> mirror.name().value().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new UsageException("there is no mirror '" + name + "'")))
                .toList();
    }
}
