package io.streammirror.publisher.switchover;

import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreKeys;

/** A blob that a new publication would name is not there whole, although the inventory had it. */
final class VanishedBlobException extends StoreException {
    VanishedBlobException(ItemPath path, PublishedFile file) {
        super("object " + StoreKeys.blob(file.sha256()) + " of '" + path + "' is not in the store with " + file.size()
                + " bytes; nothing was published");
    }
}
