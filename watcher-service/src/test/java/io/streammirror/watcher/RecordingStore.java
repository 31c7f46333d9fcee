package io.streammirror.watcher;

import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreUnavailableException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A store that notes what is written, in order, and that can be away. */
public final class RecordingStore extends InMemoryObjectStore {
    private final List<String> writes = new ArrayList<>();
    private boolean writable = true;
    private Runnable beforeNextCreate = () -> {};

    public RecordingStore() {}

    /** A store whose objects have the times of this clock. */
    public RecordingStore(Clock clock) {
        super(clock);
    }

    public List<String> writes() {
        return writes;
    }

    public void writable(boolean now) {
        writable = now;
    }

    /** Lets something happen once, just before an entry of the log is created. */
    public void beforeNextCreate(Runnable meanwhile) {
        beforeNextCreate = meanwhile;
    }

    @Override
    public void put(String key, byte[] body, ObjectAttributes attributes) {
        note(key);
        super.put(key, body, attributes);
    }

    @Override
    public boolean create(String key, byte[] body, ObjectAttributes attributes) {
        Runnable meanwhile = beforeNextCreate;
        beforeNextCreate = () -> {};
        meanwhile.run();
        note(key);
        return super.create(key, body, attributes);
    }

    private void note(String key) {
        if (!writable) {
            throw new StoreUnavailableException("the store is away", null);
        }
        writes.add(key);
    }
}
