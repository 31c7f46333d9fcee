package io.streammirror.stack;

import io.streammirror.store.StoreCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The secrets of the local stack: random, created at the first start, in files that only their owner can read. */
final class Secrets {
    /** Below the data directory. */
    static final String CREDENTIALS = "secrets/s3-credentials";

    /** Below the data directory. */
    static final String ADMIN_TOKEN = "secrets/admin-token";

    private static final int ACCESS_KEY_BYTES = 10;
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Path credentialsFile;
    private final Path adminTokenFile;

    Secrets(Path data) throws IOException {
        Path directory = data.resolve("secrets");
        PrivateFile.createDirectory(directory);
        credentialsFile = data.resolve(CREDENTIALS);
        adminTokenFile = data.resolve(ADMIN_TOKEN);
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

    StoreCredentials credentials() {
        return StoreCredentials.read(credentialsFile);
    }

    private String hex(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
