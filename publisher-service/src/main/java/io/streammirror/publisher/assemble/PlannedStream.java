package io.streammirror.publisher.assemble;

import io.streammirror.catalog.CatalogStream;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The versions that one stream may list.
 *
 * @param source its products with the versions to list once they are complete; a product may have none
 * @param former the versions that it lists or listed, and may still list; null if there are none
 * @param quotas for each product of the source, for how many versions the former ones fill up
 */
public record PlannedStream(CatalogStream source, @Nullable ProductsDocument former, Map<ProductName, Integer> quotas) {
    public PlannedStream {
        quotas = Map.copyOf(quotas);
    }

    int quota(ProductName product) {
        return quotas.getOrDefault(product, 0);
    }
}
