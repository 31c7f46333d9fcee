package io.streammirror.cli.bundle;

import io.streammirror.bundle.BundleException;
import io.streammirror.bundle.BundledBlob;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobInventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The room that an import needs in the store of the local stack. */
public final class StoreSpace {
    private StoreSpace() {}

    /**
     * Checks it before anything is copied.
     *
     * @param data data directory of the local stack
     * @param blobs what bundles carry
     * @throws BundleException when the blobs that the store lacks do not fit
     */
    public static void require(Path data, Stream<BundledBlob> blobs, BlobInventory stored) {
        Map<Sha256, Long> lacking = new HashMap<>();
        blobs.filter(blob -> !stored.contains(blob.sha256(), blob.size()))
                .forEach(blob -> lacking.put(blob.sha256(), blob.size()));
        long needed = lacking.values().stream().mapToLong(Long::longValue).sum();
        try {
            long usable = Files.getFileStore(data).getUsableSpace();
            if (usable < needed) {
                throw new BundleException(
                        data + " has " + usable + " bytes free, and the blobs that the store lacks have " + needed
                                + ": make room there, and import again");
            }
        } catch (IOException e) {
            throw new BundleException(data + " cannot be read: " + e.getMessage(), e);
        }
    }
}
