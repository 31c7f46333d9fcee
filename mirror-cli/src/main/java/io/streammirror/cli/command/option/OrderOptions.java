package io.streammirror.cli.command.option;

import io.streammirror.api.OperatorRequest;
import io.streammirror.api.OrderRequest;
import io.streammirror.api.OrderResult;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.text.SafeText;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** The options of all orders about publications: the publisher, the person and the reason. */
public final class OrderOptions {
    @Mixin
    private AdminTarget target = new AdminTarget();

    @Mixin
    private OperatorOptions operator = new OperatorOptions();

    /** A request with the person and the reason. */
    public OrderRequest request() {
        return OrderRequest.by(operator.who(), operator.why());
    }

    public String who() {
        return operator.who();
    }

    @Nullable
    public String why() {
        return operator.why();
    }

    /** Gives an order and prints its result. */
    public int give(String mirror, String verb, OperatorRequest request) {
        giveAndAnswer(mirror, verb, request);
        return ExitCode.DONE.code();
    }

    /** Gives an order, prints its result and answers it. */
    public OrderResult giveAndAnswer(String mirror, String verb, OperatorRequest request) {
        OrderResult result = send(mirror, verb, request);
        System.out.println(mirror + ": " + SafeText.line(result.message())
                + (result.changed() ? ", entry " + result.sequence() + " of the log" : ", no change"));
        return result;
    }

    /** Gives an order and prints nothing. */
    public OrderResult send(String mirror, String verb, OperatorRequest request) {
        return target.client().order(mirror, verb, request);
    }

    /** The data directory of the local stack. */
    public Path data() {
        return target.data();
    }
}
