package io.streammirror.publisher.snapshot;

import io.streammirror.store.StoreException;

/** The catalog that a mirror follows is missing or damaged; the watcher stores it again from upstream. */
final class LostCatalogException extends StoreException {
    LostCatalogException(String key) {
        super("object " + key + " is missing or damaged: the watcher stores it again at its next poll;"
                + " what is live stays live, run 'mirror poll' to hurry");
    }
}
