package io.streammirror.publisher.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminRoutesTest {
    private static final String TOKEN = "0123456789abcdef";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final AdministeredMirror mirror = new AdministeredMirror();
    private HttpServer server;

    @BeforeEach
    void listen(@TempDir Path directory) throws Exception {
        Path token = Files.writeString(directory.resolve("token"), TOKEN);
        Router router = Router.router(vertx);
        new AdminRoutes(
                        mirror::administration,
                        mirror::orders,
                        mirror::images,
                        mirror::promotions,
                        mirror::imports,
                        mirror::sweeper,
                        () -> {
                            throw new AdminException(409, "no webhook is configured");
                        },
                        () -> {
                            throw new AdminException(409, "a verification is under way");
                        },
                        AdminToken.read(Optional.of(token)))
                .register(router);
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(router)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void shouldAcceptHeldChange() throws Exception {
        Sha256 revision = mirror.hold("old");

        HttpResponse<String> response =
                post(TOKEN, "stable/accept", "{\"revision\": \"" + revision + "\", \"who\": \"alice\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"revision\":\"" + revision + "\"", "\"sequence\":2");
    }

    @Test
    void shouldAnswerStatusAndReasonWhenRequestIsWrong() throws Exception {
        assertThat(post(TOKEN, "stable/accept", "{\"revision\": \"0123456789ab\", \"who\": \"alice\"}"))
                .satisfies(response -> {
                    assertThat(response.statusCode()).isEqualTo(409);
                    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
                    assertThat(response.body()).contains("\"detail\":\"revision 0123456789ab is not held");
                });
        assertThat(post(TOKEN, "stable/accept", "").statusCode()).isEqualTo(400);
        assertThat(post(TOKEN, "other/poll", "").statusCode()).isEqualTo(404);
        assertThat(post(TOKEN, "NO_NAME/poll", "").statusCode()).isEqualTo(404);
        assertThat(post(TOKEN, "stable/accept", "x".repeat(20_000))).satisfies(response -> {
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        });
    }

    @Test
    void shouldRefuseRequestWithoutToken() throws Exception {
        mirror.hold("old");

        assertThat(post("0123456789abcdeg", "stable/poll", "").statusCode()).isEqualTo(403);
        assertThat(get(null).statusCode()).isEqualTo(401);
        assertThat(mirror.commands().sent()).isEmpty();
    }

    @Test
    void shouldSendPollAndListMirrors() throws Exception {
        assertThat(post(TOKEN, "stable/poll", "").statusCode()).isEqualTo(202);
        assertThat(mirror.commands().sent()).hasSize(1);
        assertThat(get(TOKEN).body()).isEqualTo("{\"mirrors\":[\"production\",\"stable\"],\"polled\":[\"stable\"]}\n");
    }

    @Test
    void shouldRefusePollOfPromotedMirror() throws Exception {
        assertThat(post(TOKEN, "production/poll", "").statusCode()).isEqualTo(409);
        assertThat(mirror.commands().sent()).isEmpty();
        assertThat(post(TOKEN, "production/promote", "{\"who\": \"alice\"}").body())
                .contains("\"detail\":\"'why' is missing");
        assertThat(post(TOKEN, "production/promote", "{\"who\": \"alice\", \"why\": \"tested\"}"))
                .satisfies(response -> {
                    assertThat(response.statusCode()).isEqualTo(409);
                    assertThat(response.body()).contains("\"detail\":\"mirror 'stable' has published nothing yet");
                });
    }

    @Test
    void shouldSweepOrOnlyPlanWhenDryRun() throws Exception {
        assertThat(post(TOKEN, "../sweep", "{\"who\": \"alice\", \"dry-run\": true}")
                        .body())
                .contains("\"outcome\":\"nothing\"");
        assertThat(post(TOKEN, "../sweep", "{\"who\": \"alice\"}").statusCode()).isEqualTo(200);
        assertThat(post(TOKEN, "../sweep", "{\"who\": \"alice\", \"accept\": \"all\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("0123456789abcdeg", "../sweep", "{\"who\": \"mallory\"}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void shouldAddAndRemoveCustomImage() throws Exception {
        byte[] archive = "archive".getBytes(StandardCharsets.UTF_8);
        Sha256 sha256 = Sha256.of(archive);
        String image =
                "{\"os\": \"rocky\", \"release\": \"rocky9\", \"arch\": \"amd64\", \"serial\": \"20260101\", \"who\": \"alice\","
                        + " \"files\": [{\"kind\": \"root-tgz\", \"size\": 7, \"sha256\": \"" + sha256 + "\"}]}";

        assertThat(post(TOKEN, "stable/add-image", image).statusCode()).isEqualTo(409);
        mirror.store().put(StoreKeys.blob(sha256), archive, ObjectAttributes.BYTES);
        assertThat(post(TOKEN, "stable/add-image", image).body())
                .contains(
                        "custom image 'own.stable:v3:archive:rocky:rocky9:amd64' 20260101 is added", "\"sequence\":1");
        assertThat(post(
                                TOKEN,
                                "stable/remove-image",
                                "{\"product\": \"own.stable:v3:archive:rocky:rocky9:amd64\", \"who\": \"alice\"}")
                        .body())
                .contains("is removed", "\"sequence\":2");
        assertThat(post("0123456789abcdeg", "stable/add-image", image).statusCode())
                .isEqualTo(403);
    }

    @Test
    void shouldRouteOrdersByName() throws Exception {
        assertThat(post(TOKEN, "stable/hold", "{\"who\": \"alice\"}").body())
                .contains(
                        "\"mirror\":\"stable\"", "\"sequence\":1", "\"changed\":true", "until the mirror is released");
        assertThat(post(TOKEN, "stable/release", "{\"who\": \"alice\", \"only\": \"hold\"}")
                        .body())
                .contains("\"sequence\":2");
        assertThat(post(TOKEN, "stable/release", "{\"who\": \"alice\", \"only\": \"all\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(TOKEN, "stable/hold", "{}").statusCode()).isEqualTo(400);
        assertThat(post(TOKEN, "stable/rollback", "{\"who\": \"alice\"}").statusCode())
                .isEqualTo(409);
        assertThat(post(TOKEN, "stable/pin", "{\"who\": \"alice\", \"product\": \"7\", \"version\": \"v1\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(post(TOKEN, "stable/pin", "{\"who\": \"alice\", \"product\": \"7\"}")
                        .body())
                .contains("'version' is missing");
        assertThat(post(TOKEN, "stable/unpin", "{\"who\": \"alice\", \"product\": \"7\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(post(TOKEN, "stable/reset-time", "{\"who\": \"alice\"}").body())
                .contains("nothing is published, so there is no time to reset");
        assertThat(post("0123456789abcdeg", "stable/hold", "{\"who\": \"mallory\"}")
                        .statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<String> post(String token, String path, String body) throws IOException, InterruptedException {
        return send(
                token, HttpRequest.newBuilder(url("/mirrors/" + path)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String token) throws IOException, InterruptedException {
        return send(token, HttpRequest.newBuilder(url("/mirrors")));
    }

    private HttpResponse<String> send(String token, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/admin/v1" + path)
                .normalize();
    }
}
