package io.streammirror.stack;

import java.nio.file.Path;

/**
 * The parts and ports of a local stack.
 *
 * @param home top of the project, with the packaged services
 * @param config the operator's configuration
 * @param publicHost address of the public port
 * @param publicPort 0 chooses a free one
 * @param fetchers number of fetcher processes
 * @param recording whether the services write their class archives when they end
 */
public record StackSpec(Path home, Path config, String publicHost, int publicPort, int fetchers, boolean recording) {
    /** Each fetcher is a JVM; more of them on one machine only compete. */
    private static final int MAX_FETCHERS = 16;

    public StackSpec {
        if (publicPort < 0 || publicPort > 65_535) {
            throw new StackConfigurationException("--port " + publicPort + ": must be from 0 to 65535");
        }
        if (fetchers < 1 || fetchers > MAX_FETCHERS) {
            throw new StackConfigurationException("--fetchers " + fetchers + ": must be from 1 to " + MAX_FETCHERS);
        }
        home = home.toAbsolutePath().normalize();
        config = config.toAbsolutePath().normalize();
    }

    public StackSpec(Path home, Path config, String publicHost, int publicPort, int fetchers) {
        this(home, config, publicHost, publicPort, fetchers, false);
    }

    /** A stack on loopback that records the class archives of its services. */
    public static StackSpec recording(Path home, Path config) {
        return new StackSpec(home, config, "127.0.0.1", 0, 1, true);
    }
}
