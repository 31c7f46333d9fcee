package io.streammirror.cli.context;

import io.streammirror.cli.exit.UsageException;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * The publisher that commands talk to unless options name another: environment variables first, then one file of properties.
 *
 * @param url of the public port
 * @param adminUrl of the management port
 * @param tokenFile with the administrator token
 */
public record PublisherContext(Optional<URI> url, Optional<URI> adminUrl, Optional<Path> tokenFile) {
    public static final PublisherContext NONE =
            new PublisherContext(Optional.empty(), Optional.empty(), Optional.empty());

    private static final String URL = "url";
    private static final String ADMIN_URL = "admin-url";
    private static final String TOKEN_FILE = "token-file";
    private static final Set<String> KEYS = Set.of(URL, ADMIN_URL, TOKEN_FILE);

    /** That of the user who runs the command. */
    public static PublisherContext ofUser() {
        return read(System.getenv(), Path.of(System.getProperty("user.home", ".")));
    }

    /**
     * Reads {@code MIRROR_URL}, {@code MIRROR_ADMIN_URL} and {@code MIRROR_TOKEN_FILE}, and {@code stream-mirror/context.properties} in the
     * user's directory for configuration. If a variable names a publisher, the file is not read.
     *
     * @throws UsageException for a file that cannot be read or has another key
     */
    static PublisherContext read(Map<String, String> environment, Path home) {
        var variables = new Properties();
        for (String key : KEYS) {
            String value = environment.get("MIRROR_" + key.replace('-', '_').toUpperCase(Locale.ROOT));
            if (value != null && !value.isBlank()) {
                variables.setProperty(key, value.strip());
            }
        }
        if (variables.containsKey(URL) || variables.containsKey(ADMIN_URL)) {
            return of(variables, Path.of(""));
        }
        Path file = file(environment, home);
        Properties properties = properties(file);
        properties.putAll(variables);
        return of(properties, file.resolveSibling(""));
    }

    private static Path file(Map<String, String> environment, Path home) {
        String configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path directory = configured.isBlank() ? home.resolve(".config") : Path.of(configured);
        return directory.resolve("stream-mirror/context.properties");
    }

    private static Properties properties(Path file) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException none) {
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException("the context file " + file + " cannot be read (" + e + ")");
        }
        for (String key : properties.stringPropertyNames()) {
            if (!KEYS.contains(key)) {
                throw new UsageException("the context file " + file + " has the key '" + key
                        + "': only url, admin-url and token-file are known");
            }
        }
        return properties;
    }

    /** @param directory that a relative path of the token file starts from */
    private static PublisherContext of(Properties properties, Path directory) {
        return new PublisherContext(
                Optional.ofNullable(properties.getProperty(URL)).map(url -> uri(URL, url)),
                Optional.ofNullable(properties.getProperty(ADMIN_URL)).map(url -> uri(ADMIN_URL, url)),
                Optional.ofNullable(properties.getProperty(TOKEN_FILE)).map(directory::resolve));
    }

    private static URI uri(String key, String url) {
        try {
            return URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            throw new UsageException("the context has " + key + " '" + url + "': it is not a URL");
        }
    }
}
