package io.streammirror.store;

/** There is no object under the key. */
public final class ObjectMissingException extends StoreException {
    public ObjectMissingException(String key) {
        super("no object " + key + " in the store");
    }
}
