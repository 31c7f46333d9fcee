package io.streammirror.cli.command.option;

import io.streammirror.cli.exit.UsageException;
import io.streammirror.stack.DataDirectory;
import io.streammirror.stack.StackPorts;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --data} of commands that talk to a running local stack. */
public final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory of the running stack, unless a URL is given (default: ./data).")
    private @Nullable Path data;

    public Path directory() {
        return data == null ? Path.of("data") : data;
    }

    /** Whether the operator named a directory, and so means the local stack. */
    public boolean isNamed() {
        return data != null;
    }

    /**
     * The ports of the stack that runs on the directory.
     *
     * @param urlOption the option that names a publisher elsewhere
     */
    public StackPorts ports(String urlOption) {
        return DataDirectory.runningPorts(directory())
                .orElseThrow(() ->
                        new UsageException("no mirror runs on " + directory().toAbsolutePath()
                                + ": start one with 'mirror up', or name another with --data or " + urlOption));
    }
}
