package io.streammirror.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.cli.admin.AdminClient;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.text.SafeText;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all orders about publications share: whom they go to, who gives them, and why. */
final class OrderOptions {
    @Mixin
    private AdminTarget target = new AdminTarget();

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
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        details.forEach(request::put);
        return give(mirror, verb, request);
    }

    /** Gives an order with more than texts in it, and tells what came of it. */
    int give(String mirror, String verb, ObjectNode details) {
        AdminClient.Given given = ask(mirror, verb, details);
        System.out.println(mirror + ": " + SafeText.line(given.told())
                + (given.changed() ? ", entry " + given.sequence() + " of the log" : ", as before"));
        return ExitCode.DONE.code();
    }

    /** Gives an order and tells nothing; one that is refused ends the command. */
    AdminClient.Given ask(String mirror, String verb, ObjectNode details) {
        return target.client().order(mirror, verb, details, who, why);
    }

    /** Where the local stack runs, if it is that. */
    Path data() {
        return target.data();
    }
}
