package io.streammirror.publisher.page.playground;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.SignatureRefusedException;
import io.streammirror.openpgp.UnverifiedText;
import io.streammirror.simplestreams.DocumentException;
import io.streammirror.simplestreams.Flattening;
import io.streammirror.simplestreams.Item;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.Version;
import io.streammirror.simplestreams.VersionName;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectReader;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoredObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads what upstream offered when a catalog was made. The documents were verified when they were accepted; their hashes show that they are
 * still the same.
 */
final class OfferReader {
    /** Of a document as received; the largest one seen in the wild has 20 MB. */
    static final long MAX_DOCUMENT_BYTES = 24L << 20;

    /** Of all documents together: an eighth of the heap, so that serving never lacks memory. */
    static final long MAX_BYTES = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);

    /** Each takes some 400 bytes of memory. */
    static final int MAX_ITEMS = 100_000;

    private static final String INSTEAD = "; run 'mirror plan' with the filters instead";

    private final ObjectReader store;

    OfferReader(ObjectReader store) {
        this.store = store;
    }

    /**
     * The offer that a catalog was made of.
     *
     * @throws OfferException when it is too large, or the store has lost it
     */
    UpstreamOffer read(MirrorName mirror, Sha256 revision, Catalog catalog) {
        String folder = StoreKeys.upstream(mirror, revision);
        var documents = new ArrayList<StoredObject>();
        store.list(folder, object -> {
            if (!object.key().endsWith(".json")) {
                documents.add(object);
            }
        });
        boolean whole = !documents.isEmpty();
        if (!whole) {
            catalog.streams().values().stream()
                    .map(CatalogStream::document)
                    .distinct()
                    .forEach(document -> store.head(StoreKeys.blob(document)).ifPresent(documents::add));
        }
        requireRoom(documents);
        var reading = new OfferScan();
        documents.forEach(document -> reading.add(text(document.key())));
        return new UpstreamOffer(revision, whole, reading.products);
    }

    private static void requireRoom(List<StoredObject> documents) {
        long bytes = documents.stream().mapToLong(StoredObject::size).sum();
        if (bytes > MAX_BYTES) {
            throw new OfferException("upstream's documents have " + (bytes >> 20)
                    + " MiB, and this publisher has memory for " + (MAX_BYTES >> 20) + " MiB of them" + INSTEAD);
        }
    }

    private byte[] text(String key) {
        try {
            byte[] received = store.read(key, MAX_DOCUMENT_BYTES);
            if (!Sha256.of(received).hex().equals(key.substring(key.lastIndexOf('/') + 1))) {
                throw new OfferException("the stored document of upstream is damaged: object " + key + INSTEAD);
            }
            return UnverifiedText.of(received).orElse(received);
        } catch (ObjectMissingException | SignatureRefusedException lost) {
            throw new OfferException("the stored document of upstream cannot be read: object " + key + INSTEAD, lost);
        }
    }

    /** Equal texts are kept once: thousands of items have the same ones. */
    private static final class OfferScan {
        private static final int MAX_POOLED = 50_000;

        private final List<OfferedProduct> products = new ArrayList<>();
        private final Map<String, String> pool = new HashMap<>();
        private int items;

        void add(byte[] body) {
            try {
                DocumentSlices.read(body, slice -> slice.products().values().forEach(product -> add(slice, product)));
            } catch (DocumentException notProducts) {
                // An index, or a document that the catalog left out too.
            }
        }

        private void add(ProductsDocument document, Product product) {
            Map<String, String> fields = pooled(Flattening.ofHeader(document.header())
                    .product(product.name(), product.fields())
                    .fields());
            var versions = new TreeMap<VersionName, List<OfferedItem>>();
            product.versions().forEach((name, version) -> versions.put(name, items(version, fields)));
            products.add(new OfferedProduct(document.contentId(), product.name(), fields, versions));
        }

        private List<OfferedItem> items(Version version, Map<String, String> ofProduct) {
            items += version.items().size();
            if (items > MAX_ITEMS) {
                throw new OfferException(
                        "upstream offers more than " + MAX_ITEMS + " items, too many for this page" + INSTEAD);
            }
            Map<String, String> own =
                    new HashMap<>(pooled(Flattening.ofHeader(version.fields()).fields()));
            own.put("version_name", version.name().value());
            var fields = new LayeredFields(own, ofProduct);
            return version.items().values().stream()
                    .map(item -> item(item, fields))
                    .toList();
        }

        private OfferedItem item(Item item, Map<String, String> ofVersion) {
            Map<String, String> own =
                    new HashMap<>(pooled(Flattening.ofHeader(item.fields()).fields()));
            own.put("item_name", item.name().value());
            var fields = new LayeredFields(own, ofVersion);
            var payload = item.payload();
            return payload == null
                    ? new OfferedItem(fields, null, 0)
                    : new OfferedItem(fields, payload.sha256(), payload.size());
        }

        private Map<String, String> pooled(Map<String, String> fields) {
            var copy = new HashMap<String, String>();
            fields.forEach((key, value) -> copy.put(pooled(key), pooled(value)));
            return copy;
        }

        private String pooled(String text) {
            String known = pool.get(text);
            if (known == null && pool.size() < MAX_POOLED) {
                pool.put(text, text);
            }
            return known == null ? text : known;
        }
    }
}
