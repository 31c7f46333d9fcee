package io.streammirror.upstream;

import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How to read a tree.
 *
 * @param known how far it was read last time; null to read it in any case
 * @param depth what to ask before nothing is believed to be new
 * @param tolerated whether documents that are older than their index entries are taken as they are; asked once at the end of a reading that
 *     has such documents
 * @param memory what the documents are taken from
 */
public record ReadRequest(
        @Nullable TreeValidators known,
        Depth depth,
        Predicate<Set<StaleDocument>> tolerated,
        DocumentMemory.Reservation memory) {
    ReadRequest knowing(@Nullable TreeValidators other) {
        return new ReadRequest(other, depth, tolerated, memory);
    }
}
