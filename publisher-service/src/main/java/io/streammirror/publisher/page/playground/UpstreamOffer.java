package io.streammirror.publisher.page.playground;

import io.streammirror.simplestreams.Sha256;
import java.util.List;

/**
 * All that upstream offers in the state that a mirror follows.
 *
 * @param revision of the catalog that was made of this state
 * @param whole false where only documents of selected streams are stored, because an earlier version accepted the state
 */
record UpstreamOffer(Sha256 revision, boolean whole, List<OfferedProduct> products) {
    UpstreamOffer {
        products = List.copyOf(products);
    }
}
