package io.streammirror.publisher.publication;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;

/** The publications in the store, each under its own hash. */
public final class Publications {
    /** A tree of 100,000 paths takes some 30 MB; what is larger is not ours. */
    public static final long MAX_BYTES = 128L << 20;

    private final ObjectStore store;

    public Publications(ObjectStore store) {
        this.store = store;
    }

    /** Stores a publication and answers its id; doing so twice changes nothing. */
    public Sha256 save(Publication publication) {
        byte[] body = PublicationCodec.encode(publication);
        var id = Sha256.of(body);
        store.put(StoreKeys.publication(publication.mirror(), id), body, ObjectAttributes.JSON);
        return id;
    }

    /**
     * Reads a publication back.
     *
     * @throws DamagedPublicationException when its bytes are not the ones that its id names
     * @throws PublicationFormatException when newer software wrote it
     */
    public Publication load(MirrorName mirror, Sha256 id) {
        byte[] body = store.read(StoreKeys.publication(mirror, id), MAX_BYTES);
        var actual = Sha256.of(body);
        if (!actual.equals(id)) {
            throw new DamagedPublicationException(StoreKeys.publication(mirror, id), actual);
        }
        return PublicationCodec.decode(body);
    }
}
