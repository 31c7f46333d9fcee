package io.streammirror.cli.command.run;

import io.streammirror.cli.client.PublisherClient;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.progress.ProgressWatch;
import io.streammirror.cli.progress.Screen;
import io.streammirror.cli.readback.MaasReadBack;
import io.streammirror.cli.readback.ReadBack;
import io.streammirror.concurrent.DaemonThreads;
import io.streammirror.config.Settings;
import io.streammirror.config.SettingsReader;
import io.streammirror.stack.DataDirectory;
import io.streammirror.stack.LocalStack;
import io.streammirror.stack.StackSpec;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** One run of the local stack with its progress on the screen: until everything is settled, or until it is stopped. */
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
     * @param data data directory, opened after the configuration was read
     * @param whenUp called when all services are ready
     */
    ExitCode run(StackSpec spec, Path data, Consumer<LocalStack> whenUp) throws InterruptedException {
        Settings settings = settings(spec, data);
        return run(spec, settings, DataDirectory.open(data), whenUp);
    }

    /** Runs the stack on an open directory, which the stack closes. */
    ExitCode run(StackSpec spec, DataDirectory data, Consumer<LocalStack> whenUp) throws InterruptedException {
        return run(spec, settings(spec, data.root()), data, whenUp);
    }

    private static Settings settings(StackSpec spec, Path data) {
        return SettingsReader.read(spec.config(), data.toAbsolutePath(), System.getenv());
    }

    private ExitCode run(StackSpec spec, Settings settings, DataDirectory data, Consumer<LocalStack> whenUp)
            throws InterruptedException {
        screen.say("Starting broker, store and services; logs are in " + data.logs());
        long start = System.nanoTime();
        try (LocalStack stack = LocalStack.start(spec, settings, data, screen::warn)) {
            screen.say(String.format(
                    Locale.ROOT, "All services are ready after %.1f s", (System.nanoTime() - start) / 1e9));
            whenUp.accept(stack);
            var watch = new ProgressWatch(PublisherClient.at(stack.managementUrl()), screen);
            return once ? converge(stack, settings, watch) : stay(stack, watch);
        }
    }

    private ExitCode converge(LocalStack stack, Settings settings, ProgressWatch watch) throws InterruptedException {
        ExitCode settled = watch.untilSettled(stack.run());
        // A mirror that was refused or failed has nothing new to read.
        return settled == ExitCode.DONE || settled == ExitCode.INCOMPLETE
                ? ExitCode.worst(List.of(settled, readBack.check(stack.publicUrl(), settings)))
                : settled;
    }

    private static ExitCode stay(LocalStack stack, ProgressWatch watch) throws InterruptedException {
        DaemonThreads.starting("progress").execute(() -> {
            try {
                // While nothing is allocated no collection happens by itself, and only a full one returns memory.
                watch.forever(System::gc);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        stack.awaitEnd();
        return ExitCode.DONE;
    }
}
