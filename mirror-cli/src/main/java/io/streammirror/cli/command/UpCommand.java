package io.streammirror.cli.command;

import io.streammirror.cli.stack.StackOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the mirror on the embedded stack with the operator's own configuration. */
@Command(
        name = "up",
        description = "Run the mirror on this machine, with Kafka and S3 embedded where the configuration names none.")
final class UpCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration; by default config/mirror.yaml of the project: the MAAS stable stream.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "State that survives restarts (default: ./${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port on which the mirror is served; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--fetchers",
            paramLabel = "N",
            defaultValue = "1",
            description = "Number of fetcher processes (default: ${DEFAULT-VALUE}).")
    private int fetchers;

    @Option(names = "--once", description = "Mirror until all is settled, check what is served, and end.")
    private boolean once;

    @Override
    public Integer call() throws Exception {
        return new StackRun(options(), once).run().code();
    }

    private StackOptions options() {
        Path home = Home.path();
        Path file = config == null ? home.resolve("config/mirror.yaml") : config;
        return new StackOptions(home, file, data, "0.0.0.0", port, fetchers);
    }
}
