package io.streammirror.catalog;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * A place of upstream's documents that the catalog leaves out.
 *
 * @param stream the stream whose document it is in; absent for the index
 * @param pointer JSON pointer into that document
 * @param reason what is wrong there, for a person
 */
public record CatalogRefusal(@Nullable ContentId stream, String pointer, String reason) {
    public static CatalogRefusal of(@Nullable ContentId stream, Rejection refusal) {
        return new CatalogRefusal(stream, refusal.pointer(), refusal.reason());
    }
}
