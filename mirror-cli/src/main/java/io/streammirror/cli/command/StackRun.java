package io.streammirror.cli.command;

import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.progress.ProgressWatch;
import io.streammirror.cli.progress.Screen;
import io.streammirror.cli.progress.StatusClient;
import io.streammirror.cli.readback.ReadBack;
import io.streammirror.cli.stack.LocalStack;
import io.streammirror.cli.stack.StackOptions;
import io.streammirror.config.Settings;
import io.streammirror.config.SettingsReader;
import java.util.List;

/** One run of the local stack before people's eyes: to convergence, or until it is ended. */
final class StackRun {
    private final StackOptions options;
    private final boolean once;
    private final Screen screen = Screen.on(System.out, System.err);
    private final ReadBack readBack = (url, settings) -> ExitCode.DONE;

    StackRun(StackOptions options, boolean once) {
        this.options = options;
        this.once = once;
    }

    ExitCode run() throws InterruptedException {
        Settings settings = SettingsReader.read(options.config(), options.data(), System.getenv());
        screen.say("Starting; logs are in " + options.data().resolve("logs"));
        try (LocalStack stack = LocalStack.start(options, settings, screen::warn)) {
            settings.mirrors()
                    .values()
                    .forEach(mirror ->
                            screen.say("Serving " + mirror.name() + " at " + stack.publicUrl() + mirror.path() + "/"));
            var watch = new ProgressWatch(new StatusClient(stack.publicUrl()), screen);
            return once ? converge(stack, settings, watch) : stay(stack, watch);
        }
    }

    private ExitCode converge(LocalStack stack, Settings settings, ProgressWatch watch) throws InterruptedException {
        ExitCode settled = watch.untilSettled(stack.run());
        return ExitCode.worst(List.of(settled, readBack.check(stack.publicUrl(), settings)));
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
