package io.streammirror.cli.command.run;

import io.streammirror.cli.command.option.Home;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.progress.Screen;
import io.streammirror.stack.ClassArchiveBuilder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Creates the class archives of this installation, so that it starts fast. */
@Command(
        name = "prepare",
        description = "Archive the classes of the services, so that they start in half the time."
                + " Run it once for each build and Java, as the user who installed them.")
public final class PrepareCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        Screen screen = Screen.on(System.out, System.err);
        new ClassArchiveBuilder(Home.path(), screen::say).run();
        return ExitCode.DONE.code();
    }
}
