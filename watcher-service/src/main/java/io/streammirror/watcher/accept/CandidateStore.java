package io.streammirror.watcher.accept;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.decision.MirrorState;
import io.streammirror.guard.Candidate;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import io.streammirror.store.StoreKeys;
import io.streammirror.sweep.OpenSweep;
import io.streammirror.upstream.UpstreamSnapshot;
import java.util.Optional;

/** Stores everything that a decision about an upstream state names, before the decision is in the log. */
final class CandidateStore {
    private final MirrorName mirror;
    private final Blobs blobs;
    private final CatalogStore catalogs;
    private final UpstreamArchive archive;

    CandidateStore(MirrorName mirror, Blobs blobs, CatalogStore catalogs, UpstreamArchive archive) {
        this.mirror = mirror;
        this.blobs = blobs;
        this.catalogs = catalogs;
        this.archive = archive;
    }

    /** Whether a sweep is about to delete something that a decision would rest on. */
    boolean isBeingSwept(OpenSweep sweep, UpstreamSnapshot set, Sha256 revision, byte[] difference) {
        return sweep.keys().contains(StoreKeys.catalog(mirror, revision))
                || sweep.blobs().contains(Sha256.of(difference))
                || set.documents().anyMatch(document -> sweep.blobs().contains(Sha256.of(document.bytes())));
    }

    /** Stores catalog, documents and difference; answers the blob of the difference. */
    Sha256 store(MirrorState state, UpstreamSnapshot set, Candidate candidate, byte[] difference) {
        byte[] encoded = CatalogCodec.encode(candidate.catalog());
        archive.keep(candidate.revision(), encoded, set);
        archive.prune(state.neededCatalogs());
        catalogs.save(candidate.revision(), encoded);
        return storeDifference(difference);
    }

    Sha256 storeDifference(byte[] difference) {
        return blobs.storeDocument(difference, UpstreamArchive.JSON);
    }

    /** Stores a followed catalog again that the store has lost. */
    void restore(UpstreamSnapshot set, Candidate candidate) {
        byte[] encoded = CatalogCodec.encode(candidate.catalog());
        archive.keep(candidate.revision(), encoded, set);
        catalogs.save(candidate.revision(), encoded);
    }

    /** The catalog that waits, when only its time stamps differ from the selected one; else the selected one. */
    Catalog heldAs(MirrorState state, Catalog selected) {
        return Optional.ofNullable(state.held())
                .flatMap(held -> catalogs.load(held.revision()))
                .filter(selected::hasSameContentAs)
                .orElse(selected);
    }
}
