package io.streammirror.publisher.publication;

import io.streammirror.store.StoreException;

/** The bytes of a publication are not the ones that its id names, so the publication counts as lost. */
public final class DamagedPublicationException extends StoreException {
    DamagedPublicationException(String key, Object actual) {
        super("object " + key + " is damaged: its bytes have sha256 " + actual);
    }
}
