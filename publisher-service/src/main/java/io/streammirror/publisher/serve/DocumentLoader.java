package io.streammirror.publisher.serve;

import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectReader;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreKeys;
import java.util.HashMap;
import java.util.Map;

/** Collects the documents that a new tree holds in memory, reading only those that the tree before did not hold. */
final class DocumentLoader {
    /** Ten times the largest products document of images.maas.io; beyond it something else is wrong. */
    static final long MAX_DOCUMENT = 64L << 20;

    /** The memory for superseded documents: they are requested seldom, and can be streamed from the store. */
    static final long SUPERSEDED_BUDGET = 32L << 20;

    private final ObjectReader store;
    private final Map<Sha256, InMemory> before;
    private final Map<Sha256, InMemory> held = new HashMap<>();
    private long budget = SUPERSEDED_BUDGET;

    DocumentLoader(ObjectReader store, Map<Sha256, InMemory> before) {
        this.store = store;
        this.before = before;
    }

    /** Takes all documents of a live publication, or none: a tree goes live only when it can be read whole. */
    void hold(ServedPublication live) {
        var read = new HashMap<Sha256, InMemory>();
        var known = new HashMap<Sha256, InMemory>();
        try {
            for (Sha256 sha256 : live.documents()) {
                InMemory bytes = held.getOrDefault(sha256, before.get(sha256));
                if (bytes == null) {
                    read.put(sha256, read(sha256));
                } else {
                    known.put(sha256, bytes);
                }
            }
        } catch (RuntimeException e) {
            read.values().forEach(InMemory::release);
            throw e;
        }
        held.putAll(known);
        held.putAll(read);
    }

    /** Keeps those documents of a superseded publication that are in memory anyway, while there is room. */
    void keep(ServedPublication superseded) {
        for (Sha256 sha256 : superseded.documents()) {
            InMemory bytes = before.get(sha256);
            if (bytes != null && !held.containsKey(sha256) && bytes.size() <= budget) {
                held.put(sha256, bytes);
                budget -= bytes.size();
            }
        }
    }

    Map<Sha256, InMemory> held() {
        return held;
    }

    private InMemory read(Sha256 sha256) {
        byte[] bytes = store.read(StoreKeys.blob(sha256), MAX_DOCUMENT);
        if (!Sha256.of(bytes).equals(sha256)) {
            throw new StoreException("object " + StoreKeys.blob(sha256) + " is damaged: its bytes have another sha256");
        }
        return new InMemory(bytes);
    }
}
