package io.streammirror.cli.command.order;

import io.streammirror.cli.client.PublisherClient;
import io.streammirror.cli.command.option.AdminTarget;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.mirror.MirrorName;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Polls upstream now instead of at the next interval. */
@Command(name = "poll", description = "Poll upstream now.")
public final class PollCommand implements Callable<Integer> {
    @Mixin
    private AdminTarget target = new AdminTarget();

    @Parameters(
            paramLabel = "MIRROR",
            arity = "0..*",
            description = "Names of mirrors (default: all that have an upstream).")
    private List<String> mirrors = List.of();

    @Override
    public Integer call() {
        PublisherClient client = target.client();
        for (String mirror : mirrors.isEmpty() ? polled(client) : mirrors) {
            client.poll(mirror);
            System.out.println(mirror + ": the watcher was asked to poll; 'mirror status' shows the result");
        }
        return ExitCode.DONE.code();
    }

    private static List<String> polled(PublisherClient client) {
        return client.mirrors().polled().stream().map(MirrorName::value).toList();
    }
}
