package io.streammirror.publisher.assemble;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductsDocument;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes an assembled tree the one that is published. */
final class Previous {
    private Previous() {}

    static SortedMap<ContentId, ProductsDocument> of(AssembledTree tree) {
        var documents = new TreeMap<ContentId, ProductsDocument>();
        tree.streams()
                .forEach((contentId, stream) ->
                        documents.put(contentId, stream.source().selected().withProducts(stream.products())));
        return documents;
    }
}
