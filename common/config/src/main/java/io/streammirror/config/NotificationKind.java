package io.streammirror.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A kind of notification. */
public enum NotificationKind {
    /** A publication went live. */
    PUBLISHED,
    /** A change of upstream waits for an operator. */
    HELD,
    /** Upstream cannot be read or verified. */
    REFUSED,
    /** A mirror has failed for longer than {@code failing-after}. */
    FAILING,
    /** Less of {@code store.capacity} is free than {@code min-free}. */
    STORE_LOW,
    /** Stored blobs have wrong bytes. */
    DAMAGE_FOUND,
    /** A publication is signed by another key than the one before it. */
    KEY_ROTATED;

    /** As in the configuration: {@code store-low}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads what an operator writes.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static NotificationKind parse(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("event '" + text + "' is unknown; there are "
                        + Arrays.stream(values()).map(NotificationKind::label).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return label();
    }
}
