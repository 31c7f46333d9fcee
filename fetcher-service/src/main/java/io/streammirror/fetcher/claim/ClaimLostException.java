package io.streammirror.fetcher.claim;

/** Another fetcher has taken over the blob; the work of this one on it is of no use. */
public final class ClaimLostException extends RuntimeException {
    ClaimLostException(String key) {
        super("another fetcher took over at " + key);
    }
}
