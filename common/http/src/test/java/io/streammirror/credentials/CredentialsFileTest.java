package io.streammirror.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsFileTest {
    @TempDir
    private Path directory;

    @Test
    void shouldGiveEachHostItsOwnCredentialsAndOthersNone() throws IOException {
        Credentials credentials = read(
                "# who may read",
                "",
                "images.example basic alice:open: sesame",
                "Cdn.Example:8443 bearer abc.def",
                "plain.example:80 bearer abc",
                "[::1]:8080 basic bob:x");

        assertThat(credentials.authorizationFor(URI.create("https://images.example/a")))
                .contains("Basic YWxpY2U6b3Blbjogc2VzYW1l");
        assertThat(credentials.authorizationFor(URI.create("https://IMAGES.example:443/a")))
                .isPresent();
        assertThat(credentials.authorizationFor(URI.create("http://images.example/a")))
                .as("in clear, without permission")
                .isEmpty();
        assertThat(credentials.authorizationFor(URI.create("https://images.example:8443/a")))
                .as("another port is another server")
                .isEmpty();
        assertThat(credentials.authorizationFor(URI.create("https://cdn.example:8443/a")))
                .contains("Bearer abc.def");
        assertThat(credentials.authorizationFor(URI.create("https://cdn.example/a")))
                .isEmpty();
        assertThat(credentials.authorizationFor(URI.create("http://[::1]:8080/a")))
                .isPresent();
        assertThat(credentials.authorizationFor(URI.create("http://plain.example/a")))
                .isPresent();
        assertThat(credentials.authorizationFor(URI.create("http://example/a"))).isEmpty();
    }

    @Test
    void shouldTakeLineThatNamesTheDefaultPort() throws IOException {
        Credentials credentials = read("images.example:443 bearer abc");

        assertThat(credentials.authorizationFor(URI.create("https://images.example/a")))
                .isPresent();
        assertThat(credentials.authorizationFor(URI.create("http://images.example/a")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "images.example secret",
                "images.example digest a:secret",
                "images.example basic secret",
                "images.example bearer two secrets",
                "https://images.example basic a:secret",
                "images.example basic a:secret\nimages.example basic b:secret"
            })
    void shouldNamePlaceOfBadLineWithoutShowingIt(String line) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("credentials, line ")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void shouldNameFileThatCannotBeRead() {
        assertThatThrownBy(() -> CredentialsFile.read(directory.resolve("missing")))
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("missing cannot be read");
    }

    @Test
    void shouldNeverPrintCredentials() throws IOException {
        assertThat(read("images.example basic alice:secret")).hasToString("credentials for 1 hosts");
    }

    private Credentials read(String... lines) throws IOException {
        return CredentialsFile.read(Files.writeString(directory.resolve("credentials"), String.join("\n", lines)));
    }
}
