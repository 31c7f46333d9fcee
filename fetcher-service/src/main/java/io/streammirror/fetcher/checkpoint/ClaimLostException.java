package io.streammirror.fetcher.checkpoint;

/** Another fetcher is at the blob now; whatever this one does to it from here on is for nothing. */
public final class ClaimLostException extends RuntimeException {
    ClaimLostException(String key) {
        super("another fetcher took over at " + key);
    }
}
