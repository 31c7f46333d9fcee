package io.streammirror.publisher.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import io.streammirror.config.SettingsException;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.HttpOptions;
import io.streammirror.http.HttpTransport;
import io.streammirror.publisher.notify.FakeReceiver.Arrival;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures are what a receiver with {@code openssl} expects, by the lines of shell that the documentation prints. */
class WebhookSignatureTest {
    private static final Path PAGE = Path.of("../docs/operate/notifications.md");
    private static final String OTHER_SECRET = "whsec_" + "QUJD".repeat(10);

    @TempDir
    Path directory;

    @Test
    void shouldBeVerifiedByDocumentedShell() throws Exception {
        Arrival request = sent(OTHER_SECRET + "\n" + WebhookWorkerTest.SECRET + "\n");

        assertThat(verify(WebhookWorkerTest.SECRET, request)).isEqualTo("valid");
        assertThat(verify(OTHER_SECRET, request)).isEqualTo("valid");
        assertThat(verify("whsec_" + "WFla".repeat(10), request)).isEqualTo("invalid");
        assertThat(verify(
                        WebhookWorkerTest.SECRET,
                        new Arrival(request.headers(), request.body().replace("chat", "chaT"))))
                .isEqualTo("invalid");
    }

    @Test
    void shouldFitDocumentedRequest() throws Exception {
        String page = Files.readString(PAGE);
        String body = Json.compact(Json.read(block(page, "json").getBytes(StandardCharsets.UTF_8), JsonNode.class));
        var request = new Arrival(
                Map.of(
                        "webhook-id", List.of(header(page, "webhook-id")),
                        "webhook-timestamp", List.of(header(page, "webhook-timestamp")),
                        "webhook-signature", List.of(header(page, "webhook-signature"))),
                body);

        assertThat(page).contains(WebhookWorkerTest.SECRET);
        assertThat(verify(WebhookWorkerTest.SECRET, request)).isEqualTo("valid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_short",
                "whsec_QUJD",
                "whsec_not base64 at all"
            })
    void shouldRefuseSecretOfAnotherFormWithoutShowingIt(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), text);

        assertThatThrownBy(() -> WebhookSecrets.read("chat", file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("stream-mirror.notifications.chat.secret-file: " + file)
                .hasMessageContaining("openssl rand -base64 32")
                .satisfies(refusal -> assertThat(
                                text.isBlank() || !refusal.getMessage().contains(text))
                        .isTrue());
    }

    /** The request that a receiver gets when the secret file has this text. */
    private Arrival sent(String secretFile) throws Exception {
        WebhookSecrets secrets =
                WebhookSecrets.read("chat", Files.writeString(directory.resolve("secret"), secretFile));
        Clock clock = Clock.systemUTC();
        try (var receiver = new FakeReceiver();
                var http = new HttpTransport(
                        HttpOptions.of(NotifiedLog.MAX_ATTEMPT, NotifiedLog.MAX_ATTEMPT, 2),
                        EnvironmentProxies.read(Map.of()))) {
            var sender = new WebhookSender(receiver.url(), secrets, http, WebhookSender.MAX_ATTEMPT, clock);

            assertThat(sender.send(NotificationEvents.test("chat", clock.instant()))
                            .failure())
                    .isEmpty();
            return receiver.taken().get(0);
        }
    }

    private String verify(String secret, Arrival request) throws Exception {
        Files.writeString(directory.resolve("body.json"), request.body());
        List<String> blocks = Pattern.compile("^```sh\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .filter(code -> code.contains("openssl dgst"))
                .toList();
        assertThat(blocks).hasSize(1);
        var shell = new ProcessBuilder("sh", "-c", blocks.get(0))
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        shell.environment().put("SECRET", secret);
        shell.environment().put("ID", request.header("webhook-id"));
        shell.environment().put("TIMESTAMP", request.header("webhook-timestamp"));
        shell.environment().put("SIGNATURE", request.header("webhook-signature"));
        Process process = shell.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return out.strip();
    }

    private static String block(String page, String language) {
        return only(page, "^```" + language + "\\n(.*?)^```");
    }

    private static String header(String page, String name) {
        return only(page, "^" + name + ": (.*?)$");
    }

    private static String only(String page, String pattern) {
        List<MatchResult> found = Pattern.compile(pattern, Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(page)
                .results()
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0).group(1);
    }
}
