package io.streammirror.config;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        GivenKeys given;
        try {
            given = GivenKeys.of(file.toString(), yaml, environment);
        } catch (RuntimeException e) {
            throw new SettingsException(file.toString(), List.of("is not readable as YAML: " + firstLine(e)));
        }
        Path directory = file.toAbsolutePath().getParent();
        return read(given, file.toString(), directory == null ? Path.of("/") : directory, data);
    }

    /**
     * Reads what is given.
     *
     * @param where names the file in messages
     * @param base the directory to which paths are relative
     * @param data the data directory
     */
    static Settings read(GivenKeys given, String where, Path base, Path data) {
        var converters = new TypeConverters(base, data);
        SettingsMapping mapping;
        try {
            mapping = mapping(given, converters, true);
        } catch (ConfigValidationException e) {
            throw new SettingsException(where, allProblems(new ConversionProblems(e), given, converters));
        }
        var problems = new Problems(Set.of());
        SettingsCheck.check(mapping, given, problems);
        if (!problems.found().isEmpty()) {
            throw new SettingsException(where, problems.found());
        }
        return SettingsCheck.settings(mapping, base);
    }

    private static SettingsMapping mapping(GivenKeys given, TypeConverters converters, boolean refuseUnknown) {
        return given.addTo(converters.register(new SmallRyeConfigBuilder()))
                .withMapping(SettingsMapping.class)
                .withValidateUnknown(refuseUnknown)
                .build()
                .getConfigMapping(SettingsMapping.class);
    }

    /** Values that cannot be read keep the rest from being checked, so the rest is checked as if they were not given. */
    private static List<String> allProblems(ConversionProblems first, GivenKeys given, TypeConverters converters) {
        var problems = new Problems(first.keys());
        try {
            SettingsCheck.check(mapping(given.without(first.keys()), converters, false), given, problems);
        } catch (ConfigValidationException e) {
            return first.messagesBeside(Set.of());
        }
        List<String> all = first.messagesBeside(problems.keys());
        all.addAll(problems.found());
        return all;
    }

    private static String firstLine(RuntimeException e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
