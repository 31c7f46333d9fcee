package io.streammirror.cli.command;

import io.streammirror.cli.exit.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a mirror go on over a change of upstream that is held. */
@Command(
        name = "accept",
        description =
                "Go on over a change of upstream that is held; 'mirror status' shows which, and why. It is kept in the log.")
final class AcceptCommand implements Callable<Integer> {
    @Mixin
    private AdminTarget target = new AdminTarget();

    @Parameters(index = "0", paramLabel = "MIRROR", description = "Name of the mirror.")
    private String mirror = "";

    @Parameters(
            index = "1",
            paramLabel = "REVISION",
            description = "The revision that is held, or at least its first 12 digits.")
    private String revision = "";

    @Option(names = "--why", paramLabel = "TEXT", description = "The reason, for those who read the log later.")
    private @Nullable String why;

    @Option(
            names = "--who",
            paramLabel = "NAME",
            description = "Who decides; by default the name of this login (${DEFAULT-VALUE}).",
            defaultValue = "${sys:user.name}")
    private String who = "";

    @Override
    public Integer call() {
        long sequence = target.client().accept(mirror, revision, who, why);
        System.out.println(mirror + ": accepted by " + who + ", entry " + sequence + " of the log");
        return ExitCode.DONE.code();
    }
}
