package io.streammirror.store;

import io.streammirror.simplestreams.Sha256;

/** The bytes under a blob's key are not the ones that the key names. */
public final class DamagedBlobException extends StoreException {
    DamagedBlobException(Sha256 expected, Sha256 actual) {
        super("object " + StoreKeys.blob(expected) + " is damaged: its bytes have sha256 " + actual
                + "; run 'mirror verify' to have it replaced");
    }
}
