package io.streammirror.publisher.assemble;

import io.streammirror.simplestreams.ProductsDocument;
import java.util.List;

/**
 * The orders of operators for a mirror's publications, with the content that they need.
 *
 * @param hold whether nothing but what is published already, and what the other directions name, is listed
 * @param recalled the publication that was gone back to, whose versions fill the gaps; nothing when none was
 * @param customStreams the documents of custom images; no other order changes them
 * @param unresolved orders that rest on something lost, for people; while there are any, the mirror is on hold
 */
public record ResolvedOrders(
        boolean hold,
        Withdrawals withdrawals,
        PreviousTree recalled,
        List<PinnedVersion> pins,
        List<ProductsDocument> customStreams,
        List<String> unresolved) {
    public static final ResolvedOrders NONE =
            new ResolvedOrders(false, Withdrawals.NONE, PreviousTree.NONE, List.of(), List.of(), List.of());

    public ResolvedOrders {
        pins = List.copyOf(pins);
        customStreams = List.copyOf(customStreams);
        unresolved = List.copyOf(unresolved);
    }
}
