package io.streammirror.cli.command.run;

import picocli.CommandLine.Option;

/** The options of the commands that run a local stack. */
final class StackOptions {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Public port of the mirror; 0 chooses a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--once", description = "Mirror until everything is settled, verify what is served, then stop.")
    private boolean once;

    int port() {
        return port;
    }

    boolean once() {
        return once;
    }
}
