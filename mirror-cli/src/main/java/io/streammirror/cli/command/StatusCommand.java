package io.streammirror.cli.command;

import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.cli.progress.ProgressWatch;
import io.streammirror.cli.progress.Screen;
import io.streammirror.cli.progress.StatusClient;
import io.streammirror.cli.progress.StatusLines;
import io.streammirror.text.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells how each mirror is: of a local stack by its data directory, of any publisher by its URL. */
@Command(name = "status", description = "Show how each mirror is and what it still has to do.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private PublisherTarget target = new PublisherTarget();

    @Option(names = "--json", description = "Print the status as one JSON object.")
    private boolean json;

    @Option(names = "--watch", description = "Follow the progress until Ctrl-C.")
    private boolean watch;

    @Override
    public Integer call() throws InterruptedException {
        if (json && watch) {
            throw new UsageException("--json and --watch exclude each other");
        }
        var client = new StatusClient(target.publisher());
        if (watch) {
            new ProgressWatch(client, Screen.on(System.out, System.err)).forever();
        }
        try {
            print(client);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED, "no status from " + client.url() + ": " + e.getMessage() + ": is it running?", e);
        }
        return ExitCode.DONE.code();
    }

    private void print(StatusClient client) throws IOException {
        if (json) {
            System.out.print(SafeText.json(new String(client.raw(), StandardCharsets.UTF_8)));
            System.out.println();
        } else {
            StatusLines.full(client.report()).forEach(line -> System.out.println(SafeText.line(line, 4_000)));
        }
    }
}
