package io.streammirror.scrub;

import io.streammirror.store.StoredObject;

/** What reading a blob again has shown. */
public sealed interface Verdict {
    /**
     * Its bytes are those of its name.
     *
     * @param readings how many it took; more than one means that something between the disk and us is not reliable
     */
    record Intact(int readings) implements Verdict {}

    /**
     * Each of three readings gave other bytes.
     *
     * @param object that was read
     */
    record Damaged(StoredObject object, String reason) implements Verdict {}

    /** There is no such object. */
    record Absent() implements Verdict {}

    /** It was not read to its end, or replaced meanwhile, so nothing is known of it. */
    record Unread(String reason) implements Verdict {}
}
