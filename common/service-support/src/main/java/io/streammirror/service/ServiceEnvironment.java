package io.streammirror.service;

import io.streammirror.config.Settings;
import io.streammirror.config.SettingsException;
import io.streammirror.config.SettingsReader;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.ProxyVariableException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a service process was given by whoever started it.
 *
 * @param settings the operator's configuration
 * @param data the data directory
 * @param run names this run of the whole stack, so that what happened before it can be told from what happens in it
 * @param sharedRun whether all services were given this run; if not, each makes up its own
 * @param parent process that this one must not outlive
 * @param proxies on the way to upstream
 */
public record ServiceEnvironment(
        Settings settings, Path data, String run, boolean sharedRun, OptionalLong parent, EnvironmentProxies proxies) {
    static final String CONFIG = "STREAM_MIRROR_CONFIG";
    static final String DATA = "STREAM_MIRROR_DATA";
    static final String RUN = "STREAM_MIRROR_RUN";
    static final String PARENT = "STREAM_MIRROR_PARENT_PID";

    /** Names this process in the log: who decided, when several could have. */
    public String writer() {
        return ProcessHandle.current().pid() + "@" + hostName();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }

    /**
     * Reads the environment and the configuration that it names.
     *
     * @throws SettingsException with all problems of the configuration, or that of a proxy variable
     */
    public static ServiceEnvironment read(Map<String, String> environment) {
        Path data = Path.of(environment.getOrDefault(DATA, "data"));
        Path file = Path.of(environment.getOrDefault(CONFIG, "config/mirror.yaml"));
        return new ServiceEnvironment(
                SettingsReader.read(file, data, environment),
                data,
                environment.getOrDefault(RUN, UUID.randomUUID().toString()),
                environment.containsKey(RUN),
                parent(environment.get(PARENT)),
                proxies(environment));
    }

    private static EnvironmentProxies proxies(Map<String, String> environment) {
        try {
            return EnvironmentProxies.read(environment);
        } catch (ProxyVariableException e) {
            throw new SettingsException("environment", List.of(String.valueOf(e.getMessage())));
        }
    }

    private static OptionalLong parent(@Nullable String pid) {
        try {
            return pid == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(pid));
        } catch (NumberFormatException e) {
            throw new SettingsException("environment", List.of(PARENT + ": '" + pid + "' is no process id"));
        }
    }
}
