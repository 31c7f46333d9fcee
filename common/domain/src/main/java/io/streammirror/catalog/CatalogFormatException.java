package io.streammirror.catalog;

/** Bytes that should be a catalog of this project and are not: the store is broken, or newer software wrote it. */
public final class CatalogFormatException extends RuntimeException {
    public CatalogFormatException(String problem) {
        super("not a catalog: " + problem);
    }

    public CatalogFormatException(String problem, Throwable cause) {
        super("not a catalog: " + problem, cause);
    }
}
