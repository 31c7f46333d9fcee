package io.streammirror.cli.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Withdraws what is newer than an earlier publication. */
@Command(
        name = "rollback",
        description =
                "Go back to what an earlier publication listed; newer versions stay withdrawn until 'mirror release'.")
final class RollbackCommand implements Callable<Integer> {
    @Mixin
    private OrderOptions order = new OrderOptions();

    @Parameters(index = "0", paramLabel = "MIRROR", description = "Name of the mirror.")
    private String mirror = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PUBLICATION",
            description = "Its id, or at least the first 12 digits ('mirror history --publications' names them);"
                    + " by default the last one made from an earlier state of upstream.")
    private @Nullable String publication;

    @Override
    public Integer call() {
        return order.give(mirror, "rollback", publication == null ? Map.of() : Map.of("publication", publication));
    }
}
