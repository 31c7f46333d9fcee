package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.decision.LogChain;
import io.streammirror.store.StoreKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A suspicious change of upstream waits for an operator, is reported, and the operator's word is kept for good. */
@OnSharedStack
final class HeldChangeIT {
    private final SharedStack stack;

    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    HeldChangeIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void shouldFollowHeldChangeAndLogAuthorWhenOperatorAcceptsIt() {
        SmallTree old = stack.smallTree("doubted");
        SmallTree next = stack.publish("doubted", old.with("20250301", 1000));
        stack.status().awaitPublished("doubted", next.updated());

        // Upstream returns to its older state.
        stack.publish("doubted", old);

        JsonNode held = stack.status()
                .await("doubted", "is held", mirror -> mirror.path("held").isObject());
        String revision = held.path("held").path("revision").asText();
        assertThat(held.path("held").path("objections").findValuesAsText("suspicion"))
                .containsOnly("rollback");
        String data = stack.process().data().toString();
        assertThat(command(0, "status", "--details", "--data", data))
                .contains("HELD         rollback: ", "mirror accept doubted " + revision.substring(0, 12));
        assertThat(text("http://127.0.0.1:" + stack.ports().management() + "/q/metrics"))
                .contains("stream_mirror_held{mirror=\"doubted\",suspicion=\"rollback\"} 1.0");
        assertThat(text(stack.ports().site().toString())).contains("is held since");
        assertThat(command(2, "accept", "doubted", "0123456789ab", "--data", data))
                .contains("doubted: revision 0123456789ab is not held: revision " + revision + " is");

        assertThat(command(
                        0,
                        "accept",
                        "doubted",
                        revision.substring(0, 12),
                        "--who",
                        "alice",
                        "--why",
                        "20250301 was withdrawn",
                        "--data",
                        data))
                .contains("doubted: accepted by alice");

        stack.status()
                .await(
                        "doubted",
                        "follows what was accepted",
                        mirror -> mirror.path("held").isNull()
                                && mirror.path("state").asText().equals("settled")
                                && mirror.path("catalog").asText().equals(revision));
        try (PublishedTree tree = stack.tree("doubted")) {
            assertThat(tree.importNewest()).containsExactly("20250201");
        }
        assertThat(command(0, "history", "--mirror", "doubted", "--data", data))
                .containsPattern("catalog " + revision.substring(0, 12)
                        + " accepted over rollback, by alice: 20250301 was withdrawn")
                .contains("upstream held, revision " + revision.substring(0, 12) + ": rollback: ");
        assertThat(command(0, "status", "--details", "--data", data))
                .contains("ACCEPTED     over a suspicion of rollback");
    }

    @Test
    void shouldDetectForgedEntryWhenHistoryIsVerified() {
        String data = stack.process().data().toString();
        assertThat(command(0, "history", "--verify", "--data", data)).contains("the log is whole: ");
        try (StackStore store = stack.store()) {
            String first = StoreKeys.logEntry(1);
            byte[] original = store.read(first);
            byte[] forged = new String(original, StandardCharsets.UTF_8)
                    .replace("\"sequence\": 1,", "\"sequence\": 1,\n \"who\": \"mallory\",")
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(new LogChain().add(forged).who()).isEqualTo("mallory");

            store.put(first, forged);

            try {
                assertThat(command(1, "history", "--verify", "--data", data))
                        .contains("log entry " + StoreKeys.logEntry(2) + " follows ");
            } finally {
                store.put(first, original);
            }
        }
    }

    @Test
    void shouldRefuseOrderWithoutAdministratorToken() {
        String management = "http://127.0.0.1:" + stack.ports().management();
        Path wrong = directory.resolve("token");
        assertThat(write(wrong, "0123456789abcdef0123456789abcdef")).exists();

        assertThat(command(2, "poll", "sample", "--admin-url", management, "--token-file", wrong.toString()))
                .contains("the administrator token is wrong");
        assertThat(command(0, "poll", "sample", "--data", stack.process().data().toString()))
                .contains("the watcher was asked to poll");
        assertThat(command(2, "poll", "other", "--data", stack.process().data().toString()))
                .contains("there is no mirror 'other'");
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String url) {
        return new String(new Web().body(URI.create(url)), StandardCharsets.UTF_8);
    }

    /** The output of a command that ended as expected. */
    private String command(int exit, String... arguments) {
        var run = runs.own(MirrorProcess.command(directory, arguments));
        int code = run.awaitExit();
        String printed = run.out() + run.err();
        assertThat(code).as(printed).isEqualTo(exit);
        return printed;
    }
}
