package io.streammirror.publisher.page.playground;

import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.snapshot.ReadCatalog;
import io.streammirror.store.ObjectReader;
import java.lang.ref.SoftReference;
import org.jspecify.annotations.Nullable;

/** Keeps the offer that was asked for last, as long as its memory is not needed for anything else. */
final class UpstreamOffers {
    private final OfferReader reader;
    private @Nullable MirrorName keptFor;
    private SoftReference<@Nullable UpstreamOffer> kept = new SoftReference<>(null);

    UpstreamOffers(ObjectReader store) {
        this.reader = new OfferReader(store);
    }

    /**
     * The offer of the state that a mirror follows; may read documents of megabytes from the store.
     *
     * @throws OfferException when it cannot be shown
     */
    synchronized UpstreamOffer of(MirrorName mirror, ReadCatalog catalog) {
        UpstreamOffer known = kept.get();
        if (known != null
                && mirror.equals(keptFor)
                && known.revision().equals(catalog.accepted().revision())) {
            return known;
        }
        kept.clear();
        UpstreamOffer read = reader.read(mirror, catalog.accepted().revision(), catalog.catalog());
        keptFor = mirror;
        kept = new SoftReference<>(read);
        return read;
    }
}
