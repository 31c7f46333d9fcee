package io.streammirror.config;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
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
            mapping = mapping(file, yaml, environment, true);
        } catch (ConfigValidationException e) {
            throw new SettingsException(file.toString(), allProblems(e, file, yaml, data, environment));
        } catch (RuntimeException e) {
            throw new SettingsException(file.toString(), List.of("is not readable as YAML: " + firstLine(e)));
        }
        return convert(mapping, file, data);
    }

    private static SettingsMapping mapping(
            Path file, String yaml, Map<String, String> environment, boolean refuseUnknown) {
        return new SmallRyeConfigBuilder()
                .withSources(new YamlConfigSource(file.toString(), yaml, 100), new EnvConfigSource(environment, 300))
                .withMapping(SettingsMapping.class)
                .withValidateUnknown(refuseUnknown)
                .build()
                .getConfigMapping(SettingsMapping.class);
    }

    private static Settings convert(SettingsMapping mapping, Path file, Path data) {
        Path base = file.toAbsolutePath().getParent();
        return new SettingsConverter(base == null ? Path.of("/") : base, data).convert(mapping, file.toString());
    }

    /** An unknown key keeps the rest from being judged, so the rest is judged once more as if the key were not there. */
    private static List<String> allProblems(
            ConfigValidationException first, Path file, String yaml, Path data, Map<String, String> environment) {
        List<String> problems = problemsOf(first);
        try {
            convert(mapping(file, yaml, environment, false), file, data);
        } catch (SettingsException more) {
            problems.addAll(more.problems());
        } catch (ConfigValidationException same) {
            // A key that is missing was told the first time.
        }
        return problems;
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
