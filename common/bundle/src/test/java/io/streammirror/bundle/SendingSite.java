package io.streammirror.bundle;

import io.streammirror.codec.Json;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.openpgp.Signer;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectReader;
import io.streammirror.store.StoreKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A store with publications of made-up items, and the key that signs its bundles. */
final class SendingSite {
    static final MirrorName MIRROR = new MirrorName("maas-stable");
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final InMemoryObjectStore store = new InMemoryObjectStore(CLOCK);
    private final SigningKey key = newKey();
    private final Random random = new Random(20);

    static SigningKey newKey() {
        return SigningKey.generate("Sender <sender@example.org>", KeyAlgorithm.ED25519, NOW.minusSeconds(3600));
    }

    InMemoryObjectStore store() {
        return store;
    }

    /** Publishes items of these sizes, beside an index. */
    PublishedFiles publish(int... sizes) {
        var files = new TreeMap<String, Map<String, Object>>();
        files.put("streams/v1/index.sjson", file(("index " + sizes.length).getBytes(StandardCharsets.UTF_8)));
        for (int size : sizes) {
            byte[] item = new byte[size];
            random.nextBytes(item);
            files.put("images/item-" + files.size(), file(item));
        }
        return publish(files);
    }

    /** Publishes the same items and one more. */
    PublishedFiles publishMore(PublishedFiles before, int size) {
        var files = new TreeMap<String, Map<String, Object>>();
        before.files()
                .forEach((path, file) ->
                        files.put(path.value(), Map.of("sha256", file.sha256().hex(), "size", file.size())));
        byte[] item = new byte[size];
        random.nextBytes(item);
        files.put("images/item-" + files.size(), file(item));
        return publish(files);
    }

    private PublishedFiles publish(Map<String, Map<String, Object>> files) {
        byte[] body = Json.pretty(Map.of("format", "publication:1", "updated", NOW.toString(), "files", files));
        Sha256 id = Sha256.of(body);
        store.put(StoreKeys.publication(MIRROR, id), body, ObjectAttributes.JSON);
        return PublishedFiles.read(store, MIRROR, id);
    }

    private Map<String, Object> file(byte[] bytes) {
        Sha256 sha256 = Sha256.of(bytes);
        store.put(StoreKeys.blob(sha256), bytes, ObjectAttributes.BYTES);
        return Map.of("sha256", sha256.hex(), "size", bytes.length);
    }

    /** Writes a bundle in parts of one megabyte. */
    SignedManifest export(PublishedFiles publication, Path directory, Predicate<Sha256> present) {
        write(store, publication, directory, present);
        return open(directory);
    }

    /** Writes a whole bundle, with blobs from another store. */
    SignedManifest export(ObjectReader from, PublishedFiles publication, Path directory) {
        write(from, publication, directory, blob -> false);
        return open(directory);
    }

    private void write(ObjectReader from, PublishedFiles publication, Path directory, Predicate<Sha256> present) {
        new BundleExport(List.of(publication), present, null, BundleExport.MIN_PART_BYTES)
                .write(from, directory, new Signer(key, CLOCK), key.publicKeyring(), NOW, bytes -> {});
    }

    SignedManifest export(PublishedFiles publication, Path directory) {
        return export(publication, directory, blob -> false);
    }

    SignedManifest open(Path directory) {
        try {
            return SignedManifest.open(
                    Files.readAllBytes(directory.resolve(SignedManifest.FILE)), trusting(key.publicKeyring()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static SignatureVerifier trusting(Keyring keyring) {
        return new SignatureVerifier(keyring, Set.of(), Set.of(), CLOCK);
    }
}
