package io.streammirror.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The keys that a configuration file and the environment give, as text. */
final class GivenKeys {
    private static final int FILE_ORDINAL = 100;
    private static final int ENVIRONMENT_ORDINAL = 300;

    private static final Pattern NOT_IN_VARIABLES = Pattern.compile("[^A-Za-z0-9]");

    private final String where;
    private final Map<String, String> file;
    private final Map<String, String> environment;

    private GivenKeys(String where, Map<String, String> file, Map<String, String> environment) {
        this.where = where;
        this.file = file;
        this.environment = environment;
    }

    /**
     * Reads the file; throws an exception of the YAML library when it is none.
     *
     * @param where names the file in messages
     */
    static GivenKeys of(String where, String yaml, Map<String, String> environment) {
        return new GivenKeys(where, new YamlConfigSource(where, yaml, FILE_ORDINAL).getProperties(), environment);
    }

    /** The same keys but for these, and for the elements of those that are lists. */
    GivenKeys without(Collection<String> keys) {
        var otherFile = new HashMap<>(file);
        var otherEnvironment = new HashMap<>(environment);
        for (String key : keys) {
            otherFile.keySet().removeIf(name -> isOrBelongsTo(name, key));
            otherEnvironment.remove(variable(key));
        }
        return new GivenKeys(where, otherFile, otherEnvironment);
    }

    /** Whether a key is given, or an element of it. */
    boolean contain(String key) {
        return environment.containsKey(variable(key))
                || file.keySet().stream().anyMatch(name -> isOrBelongsTo(name, key));
    }

    private static boolean isOrBelongsTo(String name, String key) {
        return name.equals(key) || name.startsWith(key + "[");
    }

    /** By the rules of MicroProfile Config. */
    private static String variable(String key) {
        return NOT_IN_VARIABLES.matcher(key).replaceAll("_").toUpperCase(Locale.ROOT);
    }

    SmallRyeConfigBuilder addTo(SmallRyeConfigBuilder builder) {
        return builder.withSources(
                new PropertiesConfigSource(file, where, FILE_ORDINAL),
                new EnvConfigSource(environment, ENVIRONMENT_ORDINAL));
    }
}
