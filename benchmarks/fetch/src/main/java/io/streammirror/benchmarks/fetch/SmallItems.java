package io.streammirror.benchmarks.fetch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.Signer;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A signed upstream of many small items, in the shape of MAAS's Ubuntu images: a product for each eight of them. */
final class SmallItems {
    private static final String STREAM = "com.ubuntu.maas:stable:v3:download";
    private static final List<String> VERSIONS = List.of("20250709", "20250718");
    private static final List<String> ITEMS = List.of("boot-initrd", "boot-kernel", "manifest", "squashfs");

    /** About what manifests and boot loaders have: 4 to 28 KB. */
    private static final int MIN_BYTES = 4_000;

    private static final int MAX_BYTES = 28_000;

    private final Path directory;
    private final Random random;
    private final List<String> manifest = new ArrayList<>();

    private SmallItems(Path directory, long seed) {
        this.directory = directory;
        this.random = new Random(seed);
    }

    /** Writes {@code items/}, the signed documents, {@code manifest} and {@code upstream.gpg}. */
    static void write(int items, Path directory, long seed) throws IOException {
        if (items % (VERSIONS.size() * ITEMS.size()) != 0) {
            throw new IllegalArgumentException(items + " items: must be a multiple of eight");
        }
        new SmallItems(directory, seed).write(items / (VERSIONS.size() * ITEMS.size()));
    }

    private void write(int products) throws IOException {
        Files.createDirectories(directory.resolve("items"));
        Files.createDirectories(directory.resolve("streams/v1"));
        String updated = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
                .format(Instant.now().minus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC));
        var key = SigningKey.generate("Benchmark upstream", KeyAlgorithm.ED25519, Instant.now());
        var signer = new Signer(key, Clock.systemUTC());
        ObjectNode stream = stream(products, updated);
        sign(signer, STREAM, stream);
        sign(signer, "index", index(stream, updated));
        Files.write(directory.resolve("upstream.gpg"), key.publicKeyring().armored());
        Files.write(directory.resolve("manifest"), manifest);
    }

    private void sign(Signer signer, String name, ObjectNode document) throws IOException {
        Files.write(directory.resolve("streams/v1/" + name + ".sjson"), signer.clearSign(Json.pretty(document)));
    }

    private static ObjectNode index(ObjectNode stream, String updated) {
        ObjectNode index =
                JsonNodeFactory.instance.objectNode().put("format", "index:1.0").put("updated", updated);
        ObjectNode entry = index.putObject("index").putObject(STREAM);
        entry.put("datatype", "image-ids").put("format", "products:1.0").put("updated", updated);
        entry.put("path", "streams/v1/" + STREAM + ".sjson");
        var products = entry.putArray("products");
        stream.path("products").fieldNames().forEachRemaining(products::add);
        return index;
    }

    private ObjectNode stream(int count, String updated) throws IOException {
        ObjectNode stream = JsonNodeFactory.instance
                .objectNode()
                .put("content_id", STREAM)
                .put("datatype", "image-ids")
                .put("format", "products:1.0")
                .put("updated", updated);
        ObjectNode products = stream.putObject("products");
        for (int number = 0; number < count; number++) {
            String subarch = "ga-24.04-" + number;
            ObjectNode product = products.putObject("com.ubuntu.maas.stable:v3:boot:24.04:amd64:" + subarch)
                    .put("arch", "amd64")
                    .put("kflavor", "generic")
                    .put("krel", "noble")
                    .put("label", "stable")
                    .put("os", "ubuntu")
                    .put("release", "noble")
                    .put("release_codename", "Noble Numbat")
                    .put("release_title", "24.04 LTS")
                    .put("subarch", subarch)
                    .put("subarches", "generic," + subarch)
                    .put("support_eol", "2029-05-31")
                    .put("version", "24.04");
            ObjectNode versions = product.putObject("versions");
            for (String version : VERSIONS) {
                ObjectNode items = versions.putObject(version).putObject("items");
                for (String item : ITEMS) {
                    addItem(items.putObject(item), item, "items/" + number + "-" + version + "-" + item);
                }
            }
        }
        return stream;
    }

    private void addItem(ObjectNode item, String type, String path) throws IOException {
        byte[] content = new byte[random.nextInt(MIN_BYTES, MAX_BYTES)];
        random.nextBytes(content);
        Files.write(directory.resolve(path), content);
        Sha256 sha256 = Sha256.of(content);
        manifest.add(sha256.hex() + " " + content.length + " " + path);
        item.put("ftype", type).put("kpackage", "linux-generic").put("path", path);
        item.put("sha256", sha256.hex()).put("size", content.length);
    }
}
