package io.streammirror.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.streammirror.bundle.SignedManifest;
import io.streammirror.codec.Json;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LivePublication;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Proposal;
import io.streammirror.decision.UpstreamMarks;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.stack.EmbeddedS3;
import io.streammirror.store.BlobInventory;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreCredentials;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoreTimeouts;
import io.streammirror.store.s3.MinioObjectStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about bundles between two embedded stores; a stand-in takes the place of the offline publisher. */
class BundleCommandsIT {
    private static final MirrorName MIRROR = new MirrorName("maas-stable");
    private static final StoreCredentials CREDENTIALS = new StoreCredentials("access", "secret-of-the-test");

    private final StringWriter err = new StringWriter();
    private final List<String> orders = new ArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final SigningKey sender = newKey();

    @TempDir
    private Path directory;

    private Site connected;
    private Site offline;
    private HttpServer publisher;

    /** A store, and the configuration and key of the commands that use it. */
    private record Site(MinioObjectStore store, Path config, Path key) {}

    @BeforeEach
    void start() throws IOException {
        connected = site("connected", sender, "source: 'http://images.example/'");
        Files.write(
                directory.resolve("offline-sender.gpg"), sender.publicKeyring().binary());
        offline = site("offline", newKey(), "import: {keyring: offline-sender.gpg}");
        publisher = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        publisher.createContext("/", exchange -> {
            orders.add(exchange.getRequestURI().getPath() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = "{\"mirror\":\"maas-stable\",\"sequence\":7,\"changed\":true,\"message\":\"is imported\"}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        publisher.start();
        Files.writeString(directory.resolve("token"), "token\n");
    }

    @AfterEach
    void stop() throws Exception {
        publisher.stop(0);
        for (AutoCloseable part : opened) {
            part.close();
        }
    }

    private static SigningKey newKey() {
        return SigningKey.generate(
                "Site <site@example.org>", KeyAlgorithm.ED25519, Instant.now().minusSeconds(60));
    }

    private Site site(String name, SigningKey key, String source) throws IOException {
        EmbeddedS3 s3 = EmbeddedS3.start(Files.createDirectory(directory.resolve(name)), 0, CREDENTIALS);
        var store =
                new MinioObjectStore(s3.endpoint(), "stream-mirror", "us-east-1", CREDENTIALS, StoreTimeouts.DEFAULT);
        opened.add(store);
        opened.add(s3);
        store.ensureBucket();
        Path credentials = Files.writeString(
                directory.resolve(name + ".credentials"), "access-key=access\nsecret-key=secret-of-the-test\n");
        Path config =
                Files.writeString(directory.resolve(name + ".yaml"), """
                stream-mirror:
                  mirrors:
                    maas-stable: { path: /p, %s }
                  store: { endpoint: '%s', credentials-file: '%s' }
                """.formatted(source, s3.endpoint(), credentials));
        Path keyFile = Files.write(directory.resolve(name + ".key"), key.write(null));
        return new Site(store, config, keyFile);
    }

    /** Makes a publication live at the connected site, with items of these sizes; the same size is the same item. */
    private void publish(int... sizes) {
        var files = new TreeMap<String, Map<String, Object>>();
        files.put("streams/v1/index.sjson", stored(("index " + sizes.length).getBytes(StandardCharsets.UTF_8)));
        for (int size : sizes) {
            byte[] item = new byte[size];
            new Random(size).nextBytes(item);
            files.put("images/" + size, stored(item));
        }
        byte[] body = Json.pretty(
                Map.of("format", "publication:1", "updated", Instant.now().toString(), "files", files));
        Sha256 id = Sha256.of(body);
        connected.store().put(StoreKeys.publication(MIRROR, id), body, ObjectAttributes.JSON);
        new DecisionLog(connected.store(), Clock.systemUTC(), "test").append(head -> {
            var live = new LivePublication(
                    id,
                    id,
                    Instant.now(),
                    head.nextSequence(),
                    sender.fingerprint().hex());
            var state = new MirrorState(null, live, List.of(), UpstreamMarks.NONE, null, null, null, null);
            return Optional.of(new Proposal(
                    new Decision.PublicationSwitched(MIRROR, id, id, live.updated(), live.signer()),
                    head.state().with(MIRROR, state)));
        });
    }

    private Map<String, Object> stored(byte[] bytes) {
        Sha256 sha256 = Sha256.of(bytes);
        connected.store().put(StoreKeys.blob(sha256), bytes, ObjectAttributes.BYTES);
        return Map.of("sha256", sha256.hex(), "size", bytes.length);
    }

    private int run(String... arguments) {
        return MirrorCommand.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
    }

    private int export(Path target, String... more) {
        var arguments = new ArrayList<>(List.of(
                "export",
                "--config",
                connected.config().toString(),
                "--key-file",
                connected.key().toString(),
                "--mirror",
                "maas-stable",
                "--split",
                "1M"));
        arguments.addAll(List.of(more));
        arguments.add(target.toString());
        return run(arguments.toArray(String[]::new));
    }

    private int take(Path place, String... more) {
        var arguments = new ArrayList<>(List.of(
                "import",
                "--config",
                offline.config().toString(),
                "--key-file",
                offline.key().toString(),
                "--admin-url",
                "http://127.0.0.1:" + publisher.getAddress().getPort(),
                "--token-file",
                directory.resolve("token").toString()));
        if (!List.of(more).contains("--receipt")) {
            arguments.add("--no-receipt");
        }
        arguments.addAll(List.of(more));
        arguments.add(place.toString());
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void shouldCarryBundleThenOnlyTheDelta() throws IOException {
        Path disk = directory.resolve("disk");
        Path receipt = directory.resolve("receipt.asc");
        publish(700_000, 2_500_000);

        assertThat(export(disk)).as(err.toString()).isZero();
        assertThat(run("bundle", "show", disk.toString())).isZero();
        assertThat(take(disk, "--check")).isZero();
        assertThat(orders).isEmpty();
        assertThat(take(disk, "--receipt", receipt.toString(), "--why", "disk 7"))
                .as(err.toString())
                .isZero();

        Sha256 manifest = Sha256.of(Files.readAllBytes(disk.resolve(SignedManifest.FILE)));
        assertThat(orders).singleElement().satisfies(order -> assertThat(order)
                .contains("/admin/v1/mirrors/maas-stable/import", "disk 7", manifest.hex()));
        assertThat(BlobInventory.read(offline.store()).hashes())
                .containsAll(BlobInventory.read(connected.store()).hashes());
        assertThat(receipt).content().contains("\"manifest\": \"" + manifest + "\"", "\"maas-stable\": 7");

        // The receipt is the next request.
        Path next = directory.resolve("next");
        publish(700_000, 2_500_000, 300);
        assertThat(export(next, "--request", receipt.toString()))
                .as(err.toString())
                .isZero();
        assertThat(Files.size(next.resolve("part-0001.tar"))).isLessThan(50_000);
        assertThat(take(next)).as(err.toString()).isZero();
        assertThat(BlobInventory.read(offline.store()).hashes())
                .containsAll(BlobInventory.read(connected.store()).hashes());
    }

    @Test
    void shouldListOnlyWhatMirrorsHaveWhenTheyAreNamed() throws IOException {
        publish(700_000);
        connected.store().put(StoreKeys.blob(Sha256.of(new byte[] {1})), new byte[] {1}, ObjectAttributes.BYTES);

        assertThat(request("all.asc")).isZero();
        assertThat(request("some.asc", "--mirror", "maas-stable"))
                .as(err.toString())
                .isZero();
        assertThat(request("none.asc", "--mirror", "another")).isEqualTo(1);

        String foreign = Sha256.of(new byte[] {1}).hex();
        assertThat(directory.resolve("all.asc")).content().contains(foreign);
        assertThat(directory.resolve("some.asc"))
                .content()
                .doesNotContain(foreign)
                .contains("\"maas-stable\": ")
                .containsPattern("\"blobs\": \\[\\s*\"[0-9a-f]{64}\"");
        assertThat(err.toString()).contains("of [another] only [] have published anything");
    }

    private int request(String file, String... more) {
        var arguments = new ArrayList<>(List.of(
                "request",
                "--config",
                connected.config().toString(),
                "--key-file",
                connected.key().toString(),
                "-o",
                directory.resolve(file).toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void shouldAskForTheRestWhenPartIsLost() throws IOException {
        Path disk = directory.resolve("disk");
        Path list = directory.resolve("missing.txt");
        Path rest = directory.resolve("rest");
        publish(700_000, 700_001);
        export(disk);
        Files.delete(disk.resolve("part-0002.tar"));

        assertThat(take(disk, "--missing", list.toString())).isEqualTo(4);
        assertThat(Files.readAllLines(list)).hasSize(1);
        assertThat(orders).isEmpty();

        assertThat(export(rest, "--only", list.toString())).as(err.toString()).isZero();
        assertThat(take(rest)).as(err.toString()).isZero();
        assertThat(orders).hasSize(1);
    }

    @Test
    void shouldCarryOnlyWhatIsNewSincePublication() throws IOException {
        publish(700_000);
        String first = new DecisionLog(connected.store(), Clock.systemUTC(), "test")
                .head()
                .state()
                .mirror(MIRROR)
                .live()
                .id()
                .hex();
        Path delta = directory.resolve("delta");

        assertThat(export(delta, "--since", first)).as(err.toString()).isZero();

        assertThat(delta.resolve(SignedManifest.FILE)).content().contains("\"pieces\": []");
        assertThat(export(directory.resolve("none"), "--since", "000000000000")).isEqualTo(2);
        assertThat(err.toString()).contains("no kept publication begins with it");
    }

    @Test
    void shouldRefuseBundleOfUnknownSender() throws IOException {
        Path disk = directory.resolve("disk");
        publish(10);
        Files.write(connected.key(), newKey().write(null));
        export(disk);

        assertThat(take(disk)).isEqualTo(3);
        assertThat(err.toString()).contains("the manifest of the bundle is refused", "nothing of it was taken in");
        assertThat(BlobInventory.read(offline.store()).hashes()).isEmpty();
    }

    @Test
    void shouldRefuseBeforeCopyingWhenReceiptCannotBeWritten() throws IOException {
        Path disk = directory.resolve("disk");
        publish(10);
        export(disk);

        assertThat(take(disk, "--receipt", directory.resolve("none/receipt.asc").toString()))
                .isEqualTo(2);

        assertThat(err.toString()).contains("nothing can be written there", "--no-receipt");
        assertThat(BlobInventory.read(offline.store()).hashes()).isEmpty();
    }

    @Test
    void shouldRefusePartsThatAreTooSmall() {
        assertThat(export(directory.resolve("disk"), "--split", "5K")).isEqualTo(2);
        assertThat(err.toString()).contains("split");
    }

    @Test
    void shouldWriteTree() {
        Path tree = directory.resolve("tree");
        publish(10, 20);

        assertThat(export(tree, "--format", "tree")).as(err.toString()).isZero();

        assertThat(tree.resolve("images/20")).hasSize(20);
        assertThat(tree.resolve("streams/v1/index.sjson")).exists();
    }
}
