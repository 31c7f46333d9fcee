package io.streammirror.publisher.status;

import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import java.util.Optional;

/** What a wanted blob is called, since nobody knows an item by its hash. */
@FunctionalInterface
interface BlobPaths {
    /** One of the paths that the blob has; empty for one that no catalog wants, or whose catalog cannot be read now. */
    Optional<ItemPath> of(Sha256 blob);
}
