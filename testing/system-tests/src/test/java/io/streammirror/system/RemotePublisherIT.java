package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Commands reach the publisher that the context file of the user names, from any directory. */
@OnSharedStack
final class RemotePublisherIT {
    private static final String MIRROR = "newest";

    private final SharedStack stack;

    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    RemotePublisherIT(SharedStack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void writeContext() throws IOException {
        Path context = Files.createDirectories(directory.resolve("stream-mirror"));
        Files.copy(stack.process().data().resolve("secrets/admin-token"), context.resolve("token"));
        Files.writeString(
                context.resolve("context.properties"),
                "url=" + stack.ports().site() + "\nadmin-url=" + stack.ports().managementSite()
                        + "\ntoken-file=token\n");
    }

    private MirrorProcess command(String... arguments) {
        return runs.own(MirrorProcess.command(
                directory, Map.of("XDG_CONFIG_HOME", directory.toString(), "NO_COLOR", "1"), arguments));
    }

    private String output(String... arguments) {
        MirrorProcess command = command(arguments);
        assertThat(command.awaitExit()).as(command.err()).isZero();
        return command.out();
    }

    @Test
    void shouldReadAndAdministerPublisherOfContextFile() {
        assertThat(output("status")).contains(MIRROR).doesNotContain("\u001b");
        assertThat(output("readers")).isNotBlank();
        assertThat(output("poll", MIRROR)).isNotBlank();
    }

    @Test
    void shouldWatchStatusUntilItIsEnded() {
        MirrorProcess watch = command("status", "--watch");

        Await.until("the status is shown", () -> watch.out().contains(MIRROR));

        assertThat(watch.isAlive()).isTrue();
        assertThat(watch.out()).doesNotContain("\u001b");
        watch.terminate();
        watch.awaitExit();
        assertThat(watch.err()).isEmpty();
    }
}
