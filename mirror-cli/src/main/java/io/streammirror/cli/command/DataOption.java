package io.streammirror.cli.command;

import io.streammirror.cli.exit.UsageException;
import io.streammirror.cli.stack.DataDirectory;
import io.streammirror.cli.stack.StackPorts;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --data} of commands that talk to a running local stack. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data directory of the running stack, unless a URL is given (default: ./${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    Path directory() {
        return data;
    }

    /**
     * The ports of the stack that runs on the directory.
     *
     * @param urlOption the option that names a publisher elsewhere
     */
    StackPorts ports(String urlOption) {
        return DataDirectory.runningPorts(data)
                .orElseThrow(() -> new UsageException("no mirror runs on " + data.toAbsolutePath()
                        + ": start one with 'mirror up', or name another with --data or " + urlOption));
    }
}
