package io.streammirror.upstream;

import io.streammirror.simplestreams.ItemPath;
import java.time.Instant;

/**
 * A document that is older than its index entry says. Upstream writes products before the index, so this is a state in between, unless it
 * stays so.
 *
 * @param promised what the index entry says
 * @param found what the document says
 */
public record StaleDocument(ItemPath path, Instant promised, Instant found) {
    @Override
    public String toString() {
        return path + " is of " + found + ", its index entry is of " + promised;
    }
}
