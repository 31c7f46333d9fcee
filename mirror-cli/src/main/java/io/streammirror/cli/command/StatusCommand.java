package io.streammirror.cli.command;

import io.streammirror.cli.client.PublisherClient;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.cli.progress.ProgressWatch;
import io.streammirror.cli.progress.Screen;
import io.streammirror.cli.progress.StatusLines;
import io.streammirror.text.SafeText;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the status of every mirror of a publisher. */
@Command(name = "status", description = "Show the status of each mirror and what is still to fetch.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private PublisherTarget target = new PublisherTarget();

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
            new ProgressWatch(client, Screen.on(System.out, System.err)).forever();
        }
        if (json) {
            System.out.println(SafeText.json(new String(client.statusJson(), StandardCharsets.UTF_8)));
        } else {
            StatusLines.full(client.status()).forEach(System.out::println);
        }
        return ExitCode.DONE.code();
    }
}
