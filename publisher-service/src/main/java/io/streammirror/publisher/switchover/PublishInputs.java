package io.streammirror.publisher.switchover;

import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.Orders;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.publisher.state.CatalogView;
import io.streammirror.simplestreams.Sha256;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a tree: the same inputs mean that nothing would change.
 *
 * @param live id of the live publication
 * @param missing blobs that the catalog wants and the store does not have
 * @param lost blobs that the live publication serves and the store does not have
 * @param lostOwn the same of custom images
 * @param unresolved orders that rest on something lost
 */
record PublishInputs(
        @Nullable AcceptedCatalog catalog,
        @Nullable Sha256 live,
        Orders orders,
        Set<Sha256> missing,
        Set<Sha256> lost,
        Set<Sha256> lostOwn,
        List<String> unresolved) {

    static PublishInputs of(MirrorSnapshot snapshot) {
        return new PublishInputs(
                snapshot.catalog() == null ? null : snapshot.catalog().accepted(),
                snapshot.live() == null ? null : snapshot.live().decision().id(),
                snapshot.state().standing(),
                missing(snapshot),
                snapshot.lost(),
                snapshot.lostOwn(),
                snapshot.orders().unresolved());
    }

    /** The inputs after a switch to this publication, which has lost nothing yet. */
    static PublishInputs after(MirrorSnapshot snapshot, Sha256 live) {
        return new PublishInputs(
                snapshot.catalog() == null ? null : snapshot.catalog().accepted(),
                live,
                snapshot.state().withoutTimeReset().standing(),
                missing(snapshot),
                Set.of(),
                snapshot.lostOwn(),
                snapshot.orders().unresolved());
    }

    private static Set<Sha256> missing(MirrorSnapshot snapshot) {
        CatalogView catalog = snapshot.catalogView();
        return catalog == null ? Set.of() : catalog.wanted().missing().keySet();
    }
}
