package io.streammirror.store;

final class InMemoryObjectStoreTest extends ObjectStoreContract {
    private final ObjectStore store = new InMemoryObjectStore();

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Override
    protected boolean presigns() {
        return false;
    }
}
