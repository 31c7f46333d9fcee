package io.streammirror.guard;

import io.streammirror.catalog.Catalog;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.Objection;
import io.streammirror.decision.Suspicion;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Not too much may vanish at once: an upstream that lost its images, or was emptied, would empty every mirror of it.
 *
 * <p>A version that another one of its product replaces has not vanished. When the operator's own selections have changed, the change is
 * the operator's.
 */
final class MassRemoval implements GuardRule {
    private final double maxShare;

    /**
     * @param maxShare of versions or of bytes, from 0 to 1; 1 lets everything pass
     */
    MassRemoval(double maxShare) {
        this.maxShare = maxShare;
    }

    @Override
    public Stream<Objection> objections(Candidate candidate, FollowedState followed) {
        AcceptedCatalog accepted = followed.state().catalog();
        Catalog before = followed.catalog();
        if (accepted == null || before == null || !accepted.selectionHash().equals(candidate.selectionHash())) {
            return Stream.empty();
        }
        CatalogContents held = CatalogContents.of(before);
        CatalogContents.Amount all = held.all();
        CatalogContents.Amount lost = held.lostIn(CatalogContents.of(candidate.catalog()));
        return Stream.concat(
                exceeding("versions", lost.versions(), all.versions()), exceeding("bytes", lost.bytes(), all.bytes()));
    }

    private Stream<Objection> exceeding(String unit, long lost, long of) {
        if (of == 0 || (double) lost / of <= maxShare) {
            return Stream.empty();
        }
        return Stream.of(new Objection(
                Suspicion.MASS_REMOVAL,
                String.format(
                        Locale.ROOT,
                        "%d of %d %s are gone upstream at once, more than max-removal (%.0f%%)",
                        lost,
                        of,
                        unit,
                        maxShare * 100)));
    }
}
