package io.streammirror.cli.command;

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

/** Serves the sample upstream of the demonstration by itself, for a mirror that runs elsewhere, as in containers. */
@Command(
        name = "sample-upstream",
        description = "Serve a signed sample tree of about 100 MB on all interfaces, for a mirror that runs elsewhere.")
final class SampleUpstreamCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/sample",
            description =
                    "Where its key, its keyring upstream.gpg and its last release are kept (default: ./${DEFAULT-VALUE}).")
    private Path data = Path.of("data/sample");

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8081",
            description = "Port on which it is served; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--release-every",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Release a new version this often; 0 never (default: ${DEFAULT-VALUE}).")
    private long secondsBetweenReleases;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description = "Send no response faster than N bytes a second; 0 sends as fast as it can (default).")
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
