package io.streammirror.fetcher.meter;

import java.util.Locale;

/** Why something is tried again; a label of the retry metric. */
public enum RetryCause {
    /** No connection, a broken connection, or silence on it. */
    CONNECTION,
    /** A status that may change: 408, 425, 429, 5xx. */
    STATUS,
    /** The source did not continue where it was asked to, so the item starts over. */
    RANGE,
    /** The size or a digest was wrong after the whole item was read. */
    CONTENT,
    /** The store did not answer. */
    STORE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
