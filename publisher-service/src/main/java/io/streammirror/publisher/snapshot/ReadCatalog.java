package io.streammirror.publisher.snapshot;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.WantedBlob;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.simplestreams.Sha256;
import java.util.Map;

/** The catalog that a mirror follows, with its blobs, which take time to collect. */
public record ReadCatalog(AcceptedCatalog accepted, Catalog catalog, Map<Sha256, WantedBlob> blobs) {
    static ReadCatalog of(AcceptedCatalog accepted, Catalog catalog) {
        return new ReadCatalog(accepted, catalog, catalog.blobs());
    }
}
