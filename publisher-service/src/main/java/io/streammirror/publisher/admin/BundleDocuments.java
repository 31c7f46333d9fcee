package io.streammirror.publisher.admin;

import io.streammirror.bundle.BundledPublication;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import io.streammirror.store.DamagedBlobException;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.upstream.MetadataReader;
import io.streammirror.upstream.TreeLocation;
import io.streammirror.upstream.UpstreamException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the documents of a bundled publication from the store, as if it were an upstream. Each is verified by its hash. */
final class BundleDocuments implements MetadataReader {
    private final Blobs blobs;
    private final Map<URI, Sha256> documents = new HashMap<>();

    BundleDocuments(Blobs blobs, BundledPublication publication) {
        this.blobs = blobs;
        TreeLocation location = location(publication);
        publication.documents().forEach((path, sha256) -> documents.put(location.resolve(path), sha256));
    }

    /** The tree of a publication. Its name depends on the sender's mirror only, so that two bundles differ in content alone. */
    static TreeLocation location(BundledPublication publication) {
        MirrorName mirror = publication.mirror();
        return new TreeLocation(URI.create("bundle://" + mirror + "/"), publication.index());
    }

    @Override
    public Answer read(URI url, long maxBytes, @Nullable Validators known) {
        Sha256 sha256 = documents.get(url);
        if (sha256 == null) {
            throw new UpstreamException.Unreachable(url + " is not in the bundle");
        }
        try {
            return new Answer.Document(blobs.read(sha256, maxBytes), new Validators(sha256.hex(), null));
        } catch (ObjectMissingException | DamagedBlobException lost) {
            throw new UpstreamException.Unreachable(url + " cannot be read from the store: " + lost.getMessage(), lost);
        }
    }
}
