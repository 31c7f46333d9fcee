package io.streammirror.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** The secrets of the embedded stack: made at random at the first start, kept in files that only their owner can read. */
final class Secrets {
    private static final int ACCESS_KEY_BYTES = 10;
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Path credentialsFile;
    private final Path adminTokenFile;

    Secrets(Path directory) throws IOException {
        PrivateFile.createDirectory(directory);
        credentialsFile = directory.resolve("s3-credentials");
        adminTokenFile = directory.resolve("admin-token");
        if (!Files.exists(credentialsFile)) {
            PrivateFile.write(
                    credentialsFile,
                    "access-key=" + hex(ACCESS_KEY_BYTES) + "\nsecret-key=" + hex(SECRET_BYTES) + "\n");
        }
        if (!Files.exists(adminTokenFile)) {
            PrivateFile.write(adminTokenFile, hex(SECRET_BYTES) + "\n");
        }
    }

    /** Two lines, {@code access-key=…} and {@code secret-key=…}. */
    Path credentialsFile() {
        return credentialsFile;
    }

    Path adminTokenFile() {
        return adminTokenFile;
    }

    StoreCredentials credentials() throws IOException {
        Map<String, String> values = new HashMap<>();
        for (String line : Files.readAllLines(credentialsFile)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return new StoreCredentials(values.getOrDefault("access-key", ""), values.getOrDefault("secret-key", ""));
    }

    private String hex(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
