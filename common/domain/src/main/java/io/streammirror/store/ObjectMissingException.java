package io.streammirror.store;

/** There is no object under the key, or no such upload. */
public final class ObjectMissingException extends StoreException {
    public ObjectMissingException(String key) {
        super("no object " + key + " in the store");
    }

    public ObjectMissingException(String key, UploadId upload) {
        super("no upload " + upload.value() + " of " + key + " in the store: it was completed, given up, or swept");
    }
}
