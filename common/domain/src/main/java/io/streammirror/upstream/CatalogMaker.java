package io.streammirror.upstream;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogRefusal;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import java.util.ArrayList;
import java.util.function.UnaryOperator;

/** Applies the operator's selections to what upstream has. */
public final class CatalogMaker {
    private CatalogMaker() {}

    /**
     * The catalog of one mirror; streams of which nothing is selected do not appear.
     *
     * @param source the mirror's first source, whichever of its sources answered
     */
    public static Catalog make(
            MirrorName mirror, TreeLocation source, UpstreamSnapshot set, UnaryOperator<ProductsDocument> selector) {
        var streams = new ArrayList<CatalogStream>();
        var refusals = new ArrayList<CatalogRefusal>();
        set.refusals().forEach(refusal -> refusals.add(CatalogRefusal.of(null, refusal)));
        for (UpstreamSnapshot.Products products : set.products()) {
            ProductsDocument document = products.received().document();
            products.received()
                    .parsed()
                    .refusals()
                    .forEach(refusal -> refusals.add(CatalogRefusal.of(document.contentId(), refusal)));
            ProductsDocument selected = selector.apply(document);
            if (!selected.products().isEmpty()) {
                streams.add(new CatalogStream(
                        products.entry().path(),
                        Sha256.of(products.received().bytes()),
                        products.entry().raw(),
                        selected));
            }
        }
        return Catalog.of(
                mirror,
                source.base().toString(),
                set.index().document().header(),
                Sha256.of(set.index().bytes()),
                streams,
                refusals);
    }
}
