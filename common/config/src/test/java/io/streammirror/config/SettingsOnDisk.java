package io.streammirror.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** A configuration file in a directory, with its data directory {@code state} beside it. */
abstract class SettingsOnDisk {
    static final String MINIMAL = """
            stream-mirror:
              mirrors:
                stable:
                  source: https://images.example/stable
                  path: /stable
            """;

    @TempDir
    Path directory;

    Settings read(String yaml, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(directory.resolve("mirror.yaml"), yaml);
        return SettingsReader.read(file, directory.resolve("state"), environment);
    }
}
