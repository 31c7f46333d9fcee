package io.streammirror.cli.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.cli.exit.UsageException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherContextTest {
    @TempDir
    private Path home;

    @Test
    void shouldBeEmptyWithoutFileAndVariables() {
        assertThat(PublisherContext.read(Map.of(), home)).isEqualTo(PublisherContext.NONE);
    }

    @Test
    void shouldReadTheFile() throws IOException {
        Path directory = write(home.resolve(".config"), "admin-url = http://mirror:9000\ntoken-file = admin-token\n");

        assertThat(PublisherContext.read(Map.of(), home))
                .isEqualTo(new PublisherContext(
                        Optional.empty(),
                        Optional.of(URI.create("http://mirror:9000")),
                        Optional.of(directory.resolve("admin-token"))));
    }

    @Test
    void shouldFollowTheDirectoryForConfiguration() throws IOException {
        write(home.resolve("elsewhere"), "url = http://mirror:8080\n");

        assertThat(PublisherContext.read(
                                Map.of(
                                        "XDG_CONFIG_HOME",
                                        home.resolve("elsewhere").toString()),
                                home)
                        .url())
                .contains(URI.create("http://mirror:8080"));
    }

    @Test
    void shouldPreferVariablesAndThenIgnoreTheFile() throws IOException {
        write(home.resolve(".config"), "url = http://file:8080\ntoken-file = admin-token\n");

        assertThat(PublisherContext.read(Map.of("MIRROR_ADMIN_URL", "http://variable:9000"), home))
                .isEqualTo(new PublisherContext(
                        Optional.empty(), Optional.of(URI.create("http://variable:9000")), Optional.empty()));
    }

    @Test
    void shouldNameFileAndKeyWhenItIsWrong() throws IOException {
        write(home.resolve(".config"), "adminurl = http://mirror:9000\n");

        assertThatThrownBy(() -> PublisherContext.read(Map.of(), home))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("context.properties")
                .hasMessageContaining("'adminurl'");
    }

    @Test
    void shouldRefuseUrlThatIsNone() throws IOException {
        write(home.resolve(".config"), "url = http://a b\n");

        assertThatThrownBy(() -> PublisherContext.read(Map.of(), home)).hasMessageContaining("it is not a URL");
    }

    private static Path write(Path configuration, String text) throws IOException {
        Path directory = Files.createDirectories(configuration.resolve("stream-mirror"));
        Files.writeString(directory.resolve("context.properties"), text);
        return directory;
    }
}
