package io.streammirror.cli.command.run;

import io.streammirror.cli.demo.SampleSite;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.cli.progress.Screen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the sample upstream alone, for a mirror that runs elsewhere, such as in containers. */
@Command(
        name = "sample-upstream",
        description = "Serve a signed sample tree of about 100 MB on all interfaces, for a mirror that runs elsewhere.")
public final class SampleUpstreamCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/sample",
            description =
                    "Directory of its key, its keyring upstream.gpg and its last release (default: ./${DEFAULT-VALUE}).")
    private Path data = Path.of("data/sample");

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8081",
            description = "Port of the sample upstream; 0 chooses a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--release-every",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Seconds between new versions; 0 releases none (default: ${DEFAULT-VALUE}).")
    private long secondsBetweenReleases;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description = "Limit each response to N bytes per second; 0 sets no limit (default).")
    private long rate;

    private final Screen screen = Screen.on(System.out, System.err);

    @Override
    public Integer call() throws Exception {
        requireInRange("--port", port, 65_535);
        requireInRange("--release-every", secondsBetweenReleases, Integer.MAX_VALUE);
        requireInRange("--rate", rate, Long.MAX_VALUE);
        try (SampleSite site = open()) {
            site.throttle(rate);
            screen.say("Sample upstream at " + site.source() + ", its keyring in " + data.resolve("upstream.gpg"));
            while (true) {
                TimeUnit.SECONDS.sleep(secondsBetweenReleases == 0 ? Integer.MAX_VALUE : secondsBetweenReleases);
                screen.say("Released version " + site.release());
            }
        } catch (InterruptedException ended) {
            return ExitCode.DONE.code();
        }
    }

    private SampleSite open() throws IOException {
        try {
            return SampleSite.open(data, Clock.systemUTC(), new InetSocketAddress(port));
        } catch (UncheckedIOException e) {
            throw new UsageException(e.getMessage() + " (" + e.getCause() + "): choose another with --port");
        }
    }

    private static void requireInRange(String option, long value, long max) {
        if (value < 0 || value > max) {
            throw new UsageException(option + " " + value + ": must be from 0 to " + max);
        }
    }
}
