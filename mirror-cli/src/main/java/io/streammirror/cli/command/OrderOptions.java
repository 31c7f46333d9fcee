package io.streammirror.cli.command;

import io.streammirror.cli.admin.AdminClient;
import io.streammirror.cli.exit.ExitCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all orders about publications share: whom they go to, who gives them, and why. */
final class OrderOptions {
    @Mixin
    private AdministeredMirror target = new AdministeredMirror();

    @Option(
            names = {"--why", "--reason"},
            paramLabel = "TEXT",
            description = "The reason, for those who read the log later.")
    private @Nullable String why;

    @Option(
            names = "--who",
            paramLabel = "NAME",
            description = "Who decides; by default the name of this login (${DEFAULT-VALUE}).",
            defaultValue = "${sys:user.name}")
    private String who = "";

    /** Gives an order, and tells what came of it. */
    int give(String mirror, String verb, Map<String, String> details) {
        AdminClient.Given given = target.client().order(mirror, verb, details, who, why);
        System.out.println(mirror + ": " + given.told()
                + (given.changed() ? ", entry " + given.sequence() + " of the log" : ", as before"));
        return ExitCode.DONE.code();
    }
}
