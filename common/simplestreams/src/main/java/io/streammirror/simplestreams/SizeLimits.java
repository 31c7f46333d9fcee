package io.streammirror.simplestreams;

/**
 * How much one products document may hold: some hundred times what the real stream of MAAS has (about 400 products of 2 versions with
 * 4 items each), and several times the largest document known, that of the cloud images. What is read is kept in memory, so there must be an
 * end.
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
