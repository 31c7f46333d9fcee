package io.streammirror.cli.command.order;

import io.streammirror.api.AcceptRequest;
import io.streammirror.api.AcceptResult;
import io.streammirror.cli.command.option.AdminTarget;
import io.streammirror.cli.command.option.OperatorOptions;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.exit.UsageException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Accepts a held change of upstream. */
@Command(
        name = "accept",
        description = "Accept a held change of upstream. 'mirror status' shows the change and why it is held.")
public final class AcceptCommand implements Callable<Integer> {
    @Mixin
    private AdminTarget target = new AdminTarget();

    @Parameters(index = "0", paramLabel = "MIRROR", description = "Name of the mirror.")
    private String mirror = "";

    @Parameters(
            index = "1",
            paramLabel = "REVISION",
            description = "Revision of the held change, or at least its first 12 digits.")
    private String revision = "";

    @Mixin
    private OperatorOptions operator = new OperatorOptions();

    @Override
    public Integer call() {
        AcceptRequest request = request();
        AcceptResult accepted = target.client().accept(mirror, request);
        System.out.println(
                mirror + ": accepted by " + operator.who() + ", entry " + accepted.sequence() + " of the log");
        return ExitCode.DONE.code();
    }

    private AcceptRequest request() {
        try {
            return new AcceptRequest(revision, operator.who(), operator.why());
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
