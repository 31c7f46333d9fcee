package io.streammirror.event;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;

/**
 * A watcher accepted a new upstream state for a mirror.
 *
 * @param revision of the catalog, under which it lies in the store
 * @param added items that the catalog before did not have
 * @param changed items whose content is another
 * @param removed items that are gone
 * @param difference blob with the item-level difference
 */
public record CatalogAccepted(
        MirrorName mirror, Sha256 revision, int added, int changed, int removed, Sha256 difference, Instant time)
        implements Event {
    @Override
    public Topic topic() {
        return Topic.CATALOGS;
    }

    @Override
    public String key() {
        return mirror.value();
    }
}
