package io.streammirror.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The key pair that opens the store; never printed, so that it reaches no log. */
public record StoreCredentials(String accessKey, String secretKey) {
    private static final String ACCESS_KEY = "access-key";
    private static final String SECRET_KEY = "secret-key";

    public StoreCredentials {
        if (accessKey.isBlank() || secretKey.isBlank()) {
            throw new IllegalArgumentException(
                    "store credentials: the access key and the secret key must not be empty");
        }
    }

    /**
     * Reads a file with the two lines {@code access-key=…} and {@code secret-key=…}; blank lines and {@code #} comments are fine.
     *
     * @throws StoreCredentialsException when the file cannot be read or lacks a key
     */
    public static StoreCredentials read(Path file) {
        Map<String, String> values = values(file);
        return new StoreCredentials(required(values, ACCESS_KEY, file), required(values, SECRET_KEY, file));
    }

    private static Map<String, String> values(Path file) {
        try {
            var values = new HashMap<String, String>();
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    values.put(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip());
                }
            }
            return values;
        } catch (IOException e) {
            throw new StoreCredentialsException(
                    file, "cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private static String required(Map<String, String> values, String key, Path file) {
        String value = values.getOrDefault(key, "");
        if (value.isEmpty()) {
            throw new StoreCredentialsException(file, "has no line '" + key + "=…'", null);
        }
        return value;
    }

    @Override
    public String toString() {
        return "StoreCredentials[redacted]";
    }
}
