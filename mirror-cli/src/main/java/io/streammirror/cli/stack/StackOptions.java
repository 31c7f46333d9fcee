package io.streammirror.cli.stack;

import io.streammirror.cli.exit.UsageException;
import java.nio.file.Path;

/**
 * What a local stack is made of.
 *
 * @param home where the packaged services lie, the top of the project
 * @param config the operator's configuration
 * @param data state of the stack
 * @param publicHost address on which the mirror is served
 * @param publicPort its port; 0 takes a free one
 * @param fetchers number of fetcher processes
 */
public record StackOptions(Path home, Path config, Path data, String publicHost, int publicPort, int fetchers) {
    /** Each is a JVM; more of them on one machine only compete. */
    private static final int MAX_FETCHERS = 16;

    public StackOptions {
        if (publicPort < 0 || publicPort > 65_535) {
            throw new UsageException("--port " + publicPort + ": must be from 0 to 65535");
        }
        if (fetchers < 1 || fetchers > MAX_FETCHERS) {
            throw new UsageException("--fetchers " + fetchers + ": must be from 1 to " + MAX_FETCHERS);
        }
        home = home.toAbsolutePath().normalize();
        config = config.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }
}
