package io.streammirror.cli.command.query;

import io.streammirror.api.ApiJson;
import io.streammirror.api.ReaderReport;
import io.streammirror.cli.client.PublisherClient;
import io.streammirror.cli.command.option.PublisherTarget;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.cli.progress.TextStyle;
import io.streammirror.cli.readers.ReaderMerge;
import io.streammirror.cli.readers.ReaderText;
import io.streammirror.text.SafeText;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints who reads the mirrors, and how far they are. */
@Command(
        name = "readers",
        description = "Show which clients read which publication, and which ones refuse it."
                + " Several --admin-url put together what several publishers have seen.")
public final class ReadersCommand implements Callable<Integer> {
    @Mixin
    private PublisherTarget target = new PublisherTarget();

    @Parameters(index = "0", arity = "0..1", paramLabel = "MIRROR", description = "Name of a mirror (default: all).")
    private @Nullable String mirror;

    @Option(names = "--json", description = "Print the readers as one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        ReaderReport all = ReaderMerge.of(target.managementClients().stream()
                .map(PublisherClient::readers)
                .toList());
        ReaderReport report = mirror == null ? all : of(mirror, all);
        if (json) {
            System.out.println(SafeText.json(ApiJson.text(report)));
        } else {
            ReaderText.of(report, TextStyle.ofOutput()).forEach(System.out::println);
        }
        return ExitCode.DONE.code();
    }

    private static ReaderReport of(String mirror, ReaderReport all) {
        List<ReaderReport.MirrorReaders> mirrors = all.mirrors().stream()
                .filter(each -> each.name().value().equals(mirror))
                .toList();
        if (mirrors.isEmpty()) {
            throw new UsageException("there is no mirror '" + mirror + "'");
        }
        return new ReaderReport(
                all.since(),
                all.time(),
                mirrors,
                all.readers().stream()
                        .filter(reader -> mirrors.get(0).name().equals(reader.mirror()))
                        .toList(),
                null);
    }
}
