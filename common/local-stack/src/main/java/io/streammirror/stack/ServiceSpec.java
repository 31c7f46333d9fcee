package io.streammirror.stack;

import java.util.List;
import java.util.Map;

/**
 * The configuration of one service process.
 *
 * @param name unique in the stack; also the name of its log file
 * @param service the packaged service that it runs
 * @param healthPort loopback port that answers {@code /q/health/ready}
 * @param environment added to, and overriding, the environment of this process
 */
record ServiceSpec(
        String name, PackagedService service, int healthPort, List<String> jvmFlags, Map<String, String> environment) {
    ServiceSpec {
        jvmFlags = List.copyOf(jvmFlags);
        environment = Map.copyOf(environment);
    }
}
