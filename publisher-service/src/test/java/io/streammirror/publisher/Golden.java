package io.streammirror.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Compares bytes with the file that pins them: they change on purpose or not at all. */
public final class Golden {
    private Golden() {}

    public static void assertSame(Class<?> test, String file, byte[] actual) {
        try (InputStream golden = test.getResourceAsStream(file)) {
            assertThat(golden).as("golden file %s", file).isNotNull();
            assertThat(new String(actual, StandardCharsets.UTF_8))
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
