package io.streammirror.bundle;

import io.streammirror.openpgp.Fingerprint;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.Signer;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectReader;
import io.streammirror.store.StoreKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes publications of a store as a bundle. It keeps no state: what the receiver has is a question to the caller.
 *
 * @param publications one of each mirror
 * @param present whether the receiver is assumed to have a blob, which is then not carried
 * @param request hash of the request that is answered; null for none
 * @param maxPartBytes the largest size of a part's file
 */
public record BundleExport(
        List<PublishedFiles> publications,
        Predicate<Sha256> present,
        @Nullable Sha256 request,
        long maxPartBytes) {
    /** 3.9 GiB, because FAT32 holds files of up to 4 GiB less one byte. */
    public static final long DEFAULT_PART_BYTES = 4_187_000_000L;

    /** Smaller parts would mostly be headers. */
    public static final long MIN_PART_BYTES = 1_000_000;

    public BundleExport {
        publications = List.copyOf(publications);
        if (maxPartBytes < MIN_PART_BYTES) {
            throw new BundleException(
                    "parts of " + maxPartBytes + " bytes are too small; " + MIN_PART_BYTES + " are the least");
        }
    }

    /**
     * What is carried.
     *
     * @param blobs by hash, with their sizes: documents first, then items in the order of their paths
     * @param bytes of all carried blobs
     */
    public record Plan(Map<Sha256, Long> blobs, Map<Sha256, Long> assumed, long bytes) {
        /** Bytes that the bundle needs on the medium, at most. */
        public long mediumBytes() {
            return bytes + (blobs.size() + 16L) * PartWriter.MAX_OVERHEAD;
        }
    }

    /** Computes what is carried, and writes nothing. */
    public Plan plan() {
        var carried = new LinkedHashMap<Sha256, Long>();
        var assumed = new HashMap<Sha256, Long>();
        Stream.of(PublishedFiles.isDocument(), PublishedFiles.isDocument().negate())
                .forEach(kind -> publications.forEach(publication -> publication.files().entrySet().stream()
                        .filter(file -> kind.test(file.getKey()))
                        .map(Map.Entry::getValue)
                        .forEach(file ->
                                (present.test(file.sha256()) ? assumed : carried).put(file.sha256(), file.size()))));
        long bytes = carried.values().stream().mapToLong(Long::longValue).sum();
        return new Plan(carried, assumed, bytes);
    }

    /**
     * Writes the bundle. The manifest appears last, so a directory without one has no bundle.
     *
     * @param directory an empty one, or one in which an export was interrupted
     * @param key the public key of the signer
     * @param now when the publications were read
     * @param progress takes the number of bytes of each step
     * @throws BundleException when the directory has a bundle, has too little space, or the store has lost a blob
     */
    public BundleManifest write(
            ObjectReader store, Path directory, Signer signer, Keyring key, Instant now, LongConsumer progress) {
        try {
            prepare(directory);
            String id = newId();
            var blobs = new ArrayList<BundledBlob>();
            List<BundlePart> parts;
            Plan plan = plan();
            requireSpace(directory, plan);
            try (var writer = new PartWriter(directory, id, maxPartBytes, progress)) {
                for (Map.Entry<Sha256, Long> blob : plan.blobs().entrySet()) {
                    blobs.add(copy(store, writer, blob.getKey(), blob.getValue()));
                }
                parts = writer.finish();
            }
            plan.assumed().forEach((sha256, size) -> blobs.add(new BundledBlob(sha256, size, List.of())));
            Fingerprint sender = key.fingerprints().iterator().next();
            var manifest = new BundleManifest(
                    BundleManifest.FORMAT,
                    id,
                    now,
                    sender,
                    new String(key.armored(), StandardCharsets.US_ASCII),
                    request,
                    publications.stream().map(PublishedFiles::bundled).toList(),
                    parts,
                    blobs);
            DurableFile.write(directory, SignedManifest.FILE, SignedManifest.sign(manifest, signer));
            return manifest;
        } catch (IOException e) {
            throw new BundleException(
                    "the bundle cannot be written to " + directory + ": " + e.getMessage()
                            + "; free space there or name another directory, and export again",
                    e);
        }
    }

    private static BundledBlob copy(ObjectReader store, PartWriter writer, Sha256 sha256, long size)
            throws IOException {
        try (InputStream source = store.open(StoreKeys.blob(sha256), 0)) {
            return writer.add(sha256, size, source);
        } catch (ObjectMissingException lost) {
            throw new BundleException(
                    "the store has lost blob " + sha256 + ": poll the mirror, and export again when it is complete",
                    lost);
        }
    }

    private static void prepare(Path directory) throws IOException {
        Files.createDirectories(directory);
        if (Files.exists(directory.resolve(SignedManifest.FILE))) {
            throw new BundleException(directory + " has a bundle already: name an empty directory");
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (String.valueOf(file.getFileName()).matches("part-\\d{4,}\\.tar(\\.partial)?")) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void requireSpace(Path directory, Plan plan) throws IOException {
        long usable = Files.getFileStore(directory).getUsableSpace();
        if (usable < plan.mediumBytes()) {
            throw new BundleException(directory + " has " + usable + " bytes free, and the bundle needs "
                    + plan.mediumBytes() + ": name another directory, or export a part of it with --only");
        }
    }

    private static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
