package io.streammirror.store;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The reading half of the object store. Every method throws {@link StoreUnavailableException} when the store does not answer. */
public interface ObjectReader {
    /** Size and metadata of an object, or empty when there is none under this key. */
    Optional<StoredObject> head(String key);

    /**
     * A whole small object.
     *
     * @param maxBytes what the caller is ready to hold in memory
     * @throws ObjectMissingException when there is no such object
     * @throws StoreException when the object is larger than {@code maxBytes}
     */
    byte[] read(String key, long maxBytes);

    /**
     * The bytes of an object from an offset to its end; the caller closes the stream.
     *
     * @throws ObjectMissingException when there is no such object
     */
    InputStream open(String key, long offset);

    /** Visits every object below a prefix, in key order; user metadata is not filled in. */
    void list(String prefix, Consumer<StoredObject> visitor);

    /**
     * The parts that an upload in progress has, in the order of their numbers, however many they are.
     *
     * @throws ObjectMissingException when there is no such upload: it was completed, given up, or swept
     */
    List<StoredPart> listParts(String key, UploadId upload);

    /** Visits every upload in progress whose key begins with the prefix, in any order. */
    void listUploads(String prefix, Consumer<PendingUpload> visitor);

    /**
     * The store's own time now, reckoned from the {@code Date} of its last answer, which is in whole seconds; empty
     * while no answer had one. It asks nothing.
     */
    default Optional<Instant> time() {
        return Optional.empty();
    }

    /** A link that lets a plain HTTP client of ours GET the object, with or without Range, until it expires; secret, never logged. */
    URI presignedGet(String key, Duration validity);
}
