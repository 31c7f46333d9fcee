package io.streammirror.upstream;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogRefusal;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Applies the operator's selections to what upstream has.
 *
 * @param source the mirror's first source, whichever of its sources answered
 */
record CatalogMaker(MirrorName mirror, TreeLocation source) {
    /**
     * The catalog of the mirror; streams of which nothing is selected do not appear.
     *
     * @param followed the catalog that is followed; null when there is none, or nothing is to be kept of it
     */
    Catalog make(UpstreamSnapshot set, @Nullable Catalog followed, UnaryOperator<ProductsDocument> selector) {
        var streams = new ArrayList<CatalogStream>();
        var refusals = new ArrayList<CatalogRefusal>();
        set.refusals().forEach(refusal -> refusals.add(CatalogRefusal.of(null, refusal)));
        for (UpstreamSnapshot.Products products : set.products()) {
            ContentId stream = products.contentId();
            products.received()
                    .parsed()
                    .refusals()
                    .forEach(refusal -> refusals.add(CatalogRefusal.of(stream, refusal)));
            ProductsDocument selected = selector.apply(products.received().document());
            if (!selected.products().isEmpty()) {
                streams.add(new CatalogStream(
                        products.entry().path(),
                        Sha256.of(products.received().bytes()),
                        products.entry().raw(),
                        selected));
            }
        }
        streams.addAll(kept(set, followed));
        return Catalog.of(
                mirror,
                source.base().toString(),
                set.index().document().header(),
                Sha256.of(set.index().bytes()),
                streams,
                refusals);
    }

    /** Streams that the index still names and whose documents could not be used: their last good state stays. */
    private static List<CatalogStream> kept(UpstreamSnapshot set, @Nullable Catalog followed) {
        if (followed == null) {
            return List.of();
        }
        return followed.streams().values().stream()
                .filter(stream -> set.unreadable().contains(stream.contentId()))
                .filter(stream -> set.products().stream()
                        .noneMatch(products -> products.contentId().equals(stream.contentId())))
                .toList();
    }
}
