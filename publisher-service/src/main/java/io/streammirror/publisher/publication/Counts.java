package io.streammirror.publisher.publication;

/**
 * How much a tree lists.
 *
 * @param items with a payload, each listing counted, however many share a blob
 */
public record Counts(int products, int versions, int items) {
    public static final Counts NONE = new Counts(0, 0, 0);

    public Counts {
        if (products < 0 || versions < 0 || items < 0) {
            throw new IllegalArgumentException("counts must not be negative: " + products + " products, " + versions
                    + " versions, " + items + " items");
        }
    }

    public Counts plus(Counts other) {
        return new Counts(products + other.products, versions + other.versions, items + other.items);
    }
}
