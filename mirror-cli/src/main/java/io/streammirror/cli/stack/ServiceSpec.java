package io.streammirror.cli.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One service process as it shall run.
 *
 * @param name unique in the stack; also the name of its log file
 * @param jar the packaged service
 * @param healthPort loopback port that answers {@code /q/health/ready}
 * @param environment added to, and overriding, the environment of this process
 * @param written archive of classes that the process writes at its end, if any
 */
record ServiceSpec(
        String name,
        Path jar,
        int healthPort,
        List<String> jvmFlags,
        Map<String, String> environment,
        @Nullable ClassArchive written) {
    ServiceSpec {
        jvmFlags = List.copyOf(jvmFlags);
        environment = Map.copyOf(environment);
    }

    ServiceSpec writing(ClassArchive archive) {
        return new ServiceSpec(name, jar, healthPort, jvmFlags, environment, archive);
    }
}
