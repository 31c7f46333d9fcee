package io.streammirror.cli.command.option;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The person and the reason of a change; the decision log keeps both. */
public final class OperatorOptions {
    @Option(
            names = {"--why", "--reason"},
            paramLabel = "TEXT",
            description = "The reason, for people who read the log later.")
    private @Nullable String why;

    @Option(
            names = "--who",
            paramLabel = "NAME",
            description = "The person who decides (default: the login name, ${DEFAULT-VALUE}).",
            defaultValue = "${sys:user.name}")
    private String who = "";

    public String who() {
        return who;
    }

    @Nullable
    public String why() {
        return why;
    }
}
