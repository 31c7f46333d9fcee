package io.streammirror.cli.command.run;

import io.streammirror.cli.command.option.Home;
import io.streammirror.cli.progress.Screen;
import io.streammirror.stack.StackSpec;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the mirror on the local stack with the operator's configuration. */
@Command(
        name = "up",
        description =
                "Run the mirror on this machine. Kafka and S3 are embedded unless the configuration names external ones.")
public final class UpCommand implements Callable<Integer> {
    @Mixin
    private StackOptions stack = new StackOptions();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration (default: config/mirror.yaml of the project, the MAAS stable stream).")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data directory; its state survives restarts (default: ./${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--fetchers",
            paramLabel = "N",
            defaultValue = "1",
            description = "Number of fetcher processes (default: ${DEFAULT-VALUE}).")
    private int fetchers;

    @Override
    public Integer call() throws Exception {
        Screen screen = Screen.on(System.out, System.err);
        return new StackRun(screen, stack.once())
                .run(spec(), data, running -> screen.say("Serving at " + running.publicUrl() + "/"))
                .code();
    }

    private StackSpec spec() {
        Path home = Home.path();
        Path file = config == null ? home.resolve("config/mirror.yaml") : config;
        return new StackSpec(home, file, "0.0.0.0", stack.port(), fetchers);
    }
}
