package io.streammirror.cli.stack;

import java.util.List;
import java.util.Map;

/**
 * One service process as it shall run.
 *
 * @param name unique in the stack; also the name of its log file
 * @param service what it runs
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
