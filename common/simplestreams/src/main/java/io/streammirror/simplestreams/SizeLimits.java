package io.streammirror.simplestreams;

/**
 * Maximum numbers of parts in one products document, because it is kept in memory.
 *
 * <p>They are about a hundred times those of the real stream of MAAS, which has 400 products of 2 versions with 4 items
 * each. They are several times those of the largest known document, that of the cloud images.
 */
final class SizeLimits {
    static final int PRODUCTS = 100_000;
    static final int VERSIONS = 500_000;
    static final int ITEMS = 2_000_000;

    private int products;
    private int versions;
    private int items;

    void addProducts(int count) {
        products += count;
        require(products, PRODUCTS, "products");
    }

    void addVersions(int count) {
        versions += count;
        require(versions, VERSIONS, "versions");
    }

    void addItems(int count) {
        items += count;
        require(items, ITEMS, "items");
    }

    private static void require(int count, int most, String what) {
        if (count > most) {
            throw new DocumentException(
                    "/products", "has more than " + most + " " + what + ", far beyond any real document");
        }
    }
}
