package io.streammirror.cli.command;

import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.progress.ProgressWatch;
import io.streammirror.cli.progress.Screen;
import io.streammirror.cli.progress.StatusClient;
import io.streammirror.cli.readback.MaasReadBack;
import io.streammirror.cli.readback.ReadBack;
import io.streammirror.cli.stack.DataDirectory;
import io.streammirror.cli.stack.LocalStack;
import io.streammirror.cli.stack.StackOptions;
import io.streammirror.config.Settings;
import io.streammirror.config.SettingsReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** One run of the local stack before people's eyes: to convergence, or until it is ended. */
final class StackRun {
    private final Screen screen;
    private final boolean once;
    private final ReadBack readBack;

    StackRun(Screen screen, boolean once) {
        this.screen = screen;
        this.once = once;
        this.readBack = new MaasReadBack(Clock.systemUTC(), screen::say, screen::warn);
    }

    /**
     * Runs the stack.
     *
     * @param data data directory, opened once the configuration is known to be good
     * @param whenUp is told when all services are ready
     */
    ExitCode run(StackOptions options, Path data, Consumer<LocalStack> whenUp) throws InterruptedException {
        Settings settings = settings(options, data);
        return run(options, settings, DataDirectory.open(data), whenUp);
    }

    /** Runs the stack on a directory that is held already; the stack closes it. */
    ExitCode run(StackOptions options, DataDirectory data, Consumer<LocalStack> whenUp) throws InterruptedException {
        return run(options, settings(options, data.root()), data, whenUp);
    }

    private static Settings settings(StackOptions options, Path data) {
        return SettingsReader.read(options.config(), data.toAbsolutePath(), System.getenv());
    }

    private ExitCode run(StackOptions options, Settings settings, DataDirectory data, Consumer<LocalStack> whenUp)
            throws InterruptedException {
        screen.say("Starting broker, store and services; logs are in " + data.logs());
        long start = System.nanoTime();
        try (LocalStack stack = LocalStack.start(options, settings, data, screen::warn)) {
            screen.say(String.format(
                    Locale.ROOT, "All services are ready after %.1f s", (System.nanoTime() - start) / 1e9));
            whenUp.accept(stack);
            var watch = new ProgressWatch(new StatusClient(stack.managementUrl()), screen);
            return once ? converge(stack, settings, watch) : stay(stack, watch);
        }
    }

    private ExitCode converge(LocalStack stack, Settings settings, ProgressWatch watch) throws InterruptedException {
        ExitCode settled = watch.untilSettled(stack.run());
        // There is nothing new to read of a mirror that did not come this far.
        return settled == ExitCode.DONE || settled == ExitCode.INCOMPLETE
                ? ExitCode.worst(List.of(settled, readBack.check(stack.publicUrl(), settings)))
                : settled;
    }

    private static ExitCode stay(LocalStack stack, ProgressWatch watch) throws InterruptedException {
        var follower = new Thread(
                () -> {
                    try {
                        watch.forever();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "progress");
        follower.setDaemon(true);
        follower.start();
        stack.awaitEnd();
        return ExitCode.DONE;
    }
}
