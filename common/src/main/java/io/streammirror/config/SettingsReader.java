package io.streammirror.config;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the configuration file, lets the environment override single keys, and reports all problems together.
 *
 * <p>No expression is expanded: a {@code $} in a filter is part of its regular expression.
 */
public final class SettingsReader {
    private SettingsReader() {}

    /**
     * Reads a file.
     *
     * @param file the YAML file; paths in it are relative to its directory
     * @param data the data directory, to which the signing key's path is relative
     * @param environment what overrides the file, named by the rules of MicroProfile Config
     * @throws SettingsException with all problems, when there are any
     */
    public static Settings read(Path file, Path data, Map<String, String> environment) {
        String yaml;
        try {
            yaml = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SettingsException(
                    file.toString(),
                    List.of("cannot be read (" + e.getClass().getSimpleName()
                            + "); name the configuration with --config FILE"));
        }
        return read(file, yaml, data, environment);
    }

    private static Settings read(Path file, String yaml, Path data, Map<String, String> environment) {
        SettingsMapping mapping;
        try {
            mapping = config(file, yaml, environment).getConfigMapping(SettingsMapping.class);
        } catch (ConfigValidationException e) {
            throw new SettingsException(file.toString(), problemsOf(e));
        } catch (RuntimeException e) {
            throw new SettingsException(file.toString(), List.of("is not readable as YAML: " + firstLine(e)));
        }
        Path base = file.toAbsolutePath().getParent();
        return new SettingsConverter(base == null ? Path.of("/") : base, data).convert(mapping, file.toString());
    }

    private static SmallRyeConfig config(Path file, String yaml, Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withSources(new YamlConfigSource(file.toString(), yaml, 100), new EnvConfigSource(environment, 300))
                .withMapping(SettingsMapping.class)
                .build();
    }

    private static List<String> problemsOf(ConfigValidationException e) {
        var problems = new ArrayList<String>();
        for (int i = 0; i < e.getProblemCount(); i++) {
            problems.add(e.getProblem(i).getMessage());
        }
        return problems;
    }

    private static String firstLine(RuntimeException e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
