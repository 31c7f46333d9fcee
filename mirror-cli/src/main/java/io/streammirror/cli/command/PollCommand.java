package io.streammirror.cli.command;

import io.streammirror.cli.admin.AdminClient;
import io.streammirror.cli.exit.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Has upstream looked at now instead of at the next interval. */
@Command(name = "poll", description = "Look upstream now.")
final class PollCommand implements Callable<Integer> {
    @Mixin
    private AdminTarget target = new AdminTarget();

    @Parameters(
            paramLabel = "MIRROR",
            arity = "0..*",
            description = "Names of mirrors; by default all that have an upstream.")
    private List<String> mirrors = List.of();

    @Override
    public Integer call() {
        AdminClient client = target.client();
        for (String mirror : mirrors.isEmpty() ? client.polled() : mirrors) {
            client.poll(mirror);
            System.out.println(mirror + ": asked the watcher to look upstream; 'mirror status' tells what came of it");
        }
        return ExitCode.DONE.code();
    }
}
