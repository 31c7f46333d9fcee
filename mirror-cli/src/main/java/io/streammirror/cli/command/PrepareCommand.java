package io.streammirror.cli.command;

import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.progress.Screen;
import io.streammirror.cli.stack.ClassArchiveBuilder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Makes this installation start fast. */
@Command(
        name = "prepare",
        description = "Archive the classes of the services, so that they start in half the time:"
                + " once for each build and Java, as the user who has installed them.")
final class PrepareCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        Screen screen = Screen.on(System.out, System.err);
        new ClassArchiveBuilder(Home.path(), screen::say).run();
        return ExitCode.DONE.code();
    }
}
