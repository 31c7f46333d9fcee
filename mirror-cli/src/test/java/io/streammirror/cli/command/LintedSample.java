package io.streammirror.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.Signer;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.sample.FaultySampleUpstream;
import io.streammirror.sample.SampleTree;
import io.streammirror.sample.UpstreamTree;
import io.streammirror.simplestreams.ContentId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A served sample tree, and the command that checks it. */
abstract class LintedSample {
    static final Instant THEN = Instant.parse("2026-11-23T08:00:00Z");
    static final UpstreamTree GOOD = SampleTree.at(THEN).tree();
    static final SigningKey KEY = key();
    static final ContentId IMAGES = new ContentId("com.ubuntu.maas:stable:v3:download");
    static final ContentId CENTOS = new ContentId("com.ubuntu.maas:stable:centos-bases-download");
    static final String LOADERS = "com.ubuntu.maas:stable:1:bootloader-download";
    static final String JAMMY = "/products/com.ubuntu.maas.stable:v3:boot:22.04:amd64:ga-22.04";
    static final String OLD_ITEMS = JAMMY + "/versions/20250709/items";
    static final String KERNEL = "jammy/amd64/20250718/ga-22.04/generic/boot-kernel";
    static final List<String> ALL = List.of("3.4", "3.5", "3.6", "3.7", "3.8");
    static final List<String> NEWEST = List.of("3.8");
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    FaultySampleUpstream upstream;

    @TempDir
    Path directory;

    static SigningKey key() {
        return SigningKey.generate("Sample", KeyAlgorithm.ED25519, THEN);
    }

    @BeforeEach
    void serve() throws IOException {
        upstream = new FaultySampleUpstream(GOOD, new Signer(KEY, Clock.systemUTC()));
        Files.write(directory.resolve("key.gpg"), KEY.publicKeyring().binary());
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    int lint(String... options) {
        return run(Stream.of(
                        Stream.of(
                                "lint",
                                "--keyring",
                                directory.resolve("key.gpg").toString()),
                        Stream.of(options),
                        Stream.of(upstream.base().toString()))
                .flatMap(arguments -> arguments)
                .toArray(String[]::new));
    }

    List<JsonNode> findings() throws IOException {
        JsonNode report = Json.parse(out.toString().getBytes(StandardCharsets.UTF_8));
        return Stream.iterate(0, i -> i + 1)
                .limit(report.required("findings").size())
                .map(i -> report.required("findings").get(i))
                .toList();
    }

    static ObjectNode object(ObjectNode document, String pointer) {
        return (ObjectNode) document.at(pointer);
    }

    int run(String... arguments) {
        return MirrorCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
