package io.streammirror.fetcher.transfer;

import java.util.Locale;

/** Why something is tried again; a label of the retry metric. */
public enum RetryCause {
    /** No connection, a broken one, or silence on it. */
    CONNECTION,
    /** 429, 5xx and their like. */
    STATUS,
    /** The source did not continue where asked, so the item starts anew. */
    RANGE,
    /** Size or digest was wrong after a whole read. */
    CONTENT,
    /** The store did not answer. */
    STORE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
