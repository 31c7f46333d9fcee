package io.streammirror.publisher.scrub;

import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobUpload;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Replaces damaged blobs by verified copies of this publisher. A copy is hashed again while it is sent, and does not become visible with
 * another hash. So any publisher may do it, with or without the right to scrub.
 */
@Singleton
class CopyRepair {
    private static final Logger LOG = Logger.getLogger(CopyRepair.class);

    private final ObjectStore store;
    private final VerifiedCopies copies;

    CopyRepair(ObjectStore store, VerifiedCopies copies) {
        this.store = store;
        this.copies = copies;
    }

    /**
     * Replaces those that there is a copy of, and ends their records.
     *
     * @return the blobs that are right again
     * @throws StoreException when the store fails
     */
    List<Sha256> repair(Set<Sha256> damaged) {
        var repaired = new ArrayList<Sha256>();
        for (Sha256 blob : damaged) {
            Optional<Path> copy = copies.of(blob);
            if (copy.isPresent() && isSent(blob, copy.get())) {
                repaired.add(blob);
            }
        }
        return repaired;
    }

    private boolean isSent(Sha256 blob, Path copy) {
        try (InputStream in = Files.newInputStream(copy)) {
            return BlobUpload.send(store, blob, Files.size(copy), in);
        } catch (IOException e) {
            LOG.warnf(
                    "A damaged blob could not be replaced by the copy of the cache; a source must have it sha256=%s"
                            + " reason=%s",
                    blob, e);
            return false;
        }
    }
}
