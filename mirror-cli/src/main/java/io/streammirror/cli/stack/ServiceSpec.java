package io.streammirror.cli.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One service process as it shall run.
 *
 * @param name unique in the stack; also the name of its log file
 * @param jar the packaged service
 * @param healthPort loopback port that answers {@code /q/health/ready}
 * @param archive of its classes; at most one process of a service may write it
 * @param environment added to, and overriding, the environment of this process
 */
record ServiceSpec(
        String name,
        Path jar,
        int healthPort,
        List<String> jvmFlags,
        ClassArchive archive,
        Map<String, String> environment) {
    ServiceSpec {
        jvmFlags = List.copyOf(jvmFlags);
        environment = Map.copyOf(environment);
    }
}
