package io.streammirror.publisher.publish;

import io.streammirror.log.LivePublication;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.render.PublishedBody;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductsDocument;
import java.util.Map;
import java.util.SortedMap;

/**
 * What is live, with its documents: the ground on which the next publication is made.
 *
 * @param documents the products documents, read
 * @param bodies the same as bytes
 */
record LiveTree(
        LivePublication decision,
        Publication publication,
        SortedMap<ContentId, ProductsDocument> documents,
        Map<ContentId, PublishedBody> bodies) {}
