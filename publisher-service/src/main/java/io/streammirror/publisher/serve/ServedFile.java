package io.streammirror.publisher.serve;

import io.streammirror.simplestreams.Sha256;
import java.time.Instant;

/**
 * One file as clients may have it.
 *
 * @param size in bytes
 * @param mediaType what {@code Content-Type} says
 * @param immutable whether the path names this content for ever, so that caches need not ask again
 * @param modified a time that stays the same as long as the content does
 */
record ServedFile(Sha256 sha256, long size, String mediaType, boolean immutable, Instant modified) {
    private static final String CACHE_FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_EACH_TIME = "no-cache";

    Validators validators() {
        return new Validators('"' + sha256.hex() + '"', modified);
    }

    String cacheControl() {
        return immutable ? CACHE_FOR_EVER : ASK_EACH_TIME;
    }
}
