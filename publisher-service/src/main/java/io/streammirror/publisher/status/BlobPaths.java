package io.streammirror.publisher.status;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import java.util.Optional;

/** Finds path and mirror of a wanted blob, because people know items by these. */
interface BlobPaths {
    /** One of the paths of the blob; empty when no catalog wants it, or its catalog cannot be read. */
    Optional<ItemPath> of(Sha256 blob);

    /** A mirror that wants the blob and does not have it; empty when none does. */
    Optional<MirrorName> wantedBy(Sha256 blob);
}
