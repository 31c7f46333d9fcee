package io.streammirror.publisher.status;

import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import java.util.Optional;

/** Finds the path of a wanted blob, because people know items by their paths. */
@FunctionalInterface
interface BlobPaths {
    /** One of the paths of the blob; empty when no catalog wants it, or its catalog cannot be read. */
    Optional<ItemPath> of(Sha256 blob);
}
