package io.streammirror.cli.command;

import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.cli.progress.ProgressWatch;
import io.streammirror.cli.progress.Screen;
import io.streammirror.cli.progress.StatusClient;
import io.streammirror.cli.progress.StatusLines;
import io.streammirror.cli.stack.DataDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells how each mirror is: of a local stack by its data directory, of any publisher by its URL. */
@Command(name = "status", description = "Show how each mirror is and what it still has to do.")
final class StatusCommand implements Callable<Integer> {
    @Option(names = "--url", paramLabel = "URL", description = "Public URL of the publisher.")
    private @Nullable URI url;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data directory of a running stack, when no URL is given (default: ./${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(names = "--json", description = "Print the status as one JSON object.")
    private boolean json;

    @Option(names = "--watch", description = "Follow the progress until Ctrl-C.")
    private boolean watch;

    @Override
    public Integer call() throws InterruptedException {
        if (json && watch) {
            throw new UsageException("--json and --watch exclude each other");
        }
        var client = new StatusClient(publisher());
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
            System.out.write(client.raw());
            System.out.println();
        } else {
            StatusLines.full(client.report()).forEach(System.out::println);
        }
    }

    private URI publisher() {
        if (url != null) {
            return checked(url);
        }
        return DataDirectory.runningPorts(data)
                .map(ports -> URI.create("http://127.0.0.1:" + ports.publicPort()))
                .orElseThrow(() -> new UsageException("no mirror runs on " + data.toAbsolutePath()
                        + ": start one with 'mirror up', or name it with --data or --url"));
    }

    private static URI checked(URI url) {
        String scheme = url.getScheme();
        if (url.getHost() == null || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
            throw new UsageException(
                    "--url " + url + ": must be an http or https URL, as http://mirror.example.org:8080");
        }
        return url;
    }
}
