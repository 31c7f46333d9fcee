package io.streammirror.cli.command.run;

import io.streammirror.cli.command.option.Home;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.prepare.TrainingStack;
import io.streammirror.cli.progress.Screen;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Creates the class archives of this installation, so that it starts fast. */
@Command(
        name = "prepare",
        description = "Run a small mirror once and archive the classes of services and command, so that they start"
                + " in half the time."
                + " Run it once for each build and Java, as the user who installed them.")
public final class PrepareCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        Screen screen = Screen.on(System.out, System.err);
        screen.say("Running a small mirror once on loopback, to find the classes that starts need");
        long start = System.nanoTime();
        new TrainingStack(Home.path(), screen).run();
        screen.say(String.format(
                Locale.ROOT, "Classes of the services archived in %.0f s", (System.nanoTime() - start) / 1e9));
        return ExitCode.DONE.code();
    }
}
