package io.streammirror.scrub;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.codec.Json;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to scrub, which one process has at a time: a chain of steps that are created once. Another process takes over when the holder
 * has given it back, or has not renewed it for {@link #VALIDITY}. Safe for use by several threads of the process.
 */
public final class ScrubLease {
    /** Far longer than a read of {@link BlobVerifier#CHUNK} bytes takes at any rate, so a process that lives renews in time. */
    public static final Duration VALIDITY = Duration.ofMinutes(3);

    private static final Duration RENEWAL = VALIDITY.dividedBy(3);

    /** Raised only when older software could no longer read what is written. */
    private static final String FORMAT = "scrub-step:1";

    private static final long MAX_BYTES = 64 * 1024;

    /** One more than is needed, for readers that are at it. */
    private static final int KEPT = 2;

    private final ObjectStore store;
    private final String holder;
    private final Clock clock;
    private int users;
    private long step;
    private Instant renewed = Instant.MIN;

    /**
     * @param holder names this process
     */
    public ScrubLease(ObjectStore store, String holder, Clock clock) {
        this.store = store;
        this.holder = holder;
        this.clock = clock;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Form(
            String format,
            @Nullable String holder,
            @Nullable Instant until) {}

    /** Takes the right, also for a second use in this process; each use ends with {@link #giveBack}. */
    public synchronized boolean take() {
        boolean taken = users > 0 ? keep() : acquire();
        if (taken) {
            users++;
        }
        return taken;
    }

    /** Renews the right when it is time to; false when another process has taken over. */
    public synchronized boolean keep() {
        Instant now = clock.instant();
        if (now.isBefore(renewed.plus(RENEWAL))) {
            return true;
        }
        return create(step + 1, new Form(FORMAT, holder, now.plus(VALIDITY))) || acquire();
    }

    /** Ends a use, and the right with the last one. */
    public synchronized void giveBack() {
        users = Math.max(0, users - 1);
        if (users == 0) {
            renewed = Instant.MIN;
            create(step + 1, new Form(FORMAT, null, null));
        }
    }

    /** The process that has the right now, this one or another. */
    public synchronized Optional<String> holder() {
        return newest(keys()).filter(form -> !isFree(form)).map(Form::holder);
    }

    private boolean acquire() {
        List<String> keys = keys();
        boolean free = newest(keys)
                .map(form -> isFree(form) || holder.equals(form.holder()))
                .orElse(true);
        if (!free) {
            return false;
        }
        long last = keys.isEmpty() ? 0 : numberOf(keys.get(keys.size() - 1));
        return create(last + 1, new Form(FORMAT, holder, clock.instant().plus(VALIDITY)));
    }

    private boolean isFree(Form form) {
        return form.holder() == null || form.until() == null || !form.until().isAfter(clock.instant());
    }

    private boolean create(long number, Form form) {
        if (!store.create(key(number), Json.pretty(form), ObjectAttributes.JSON)) {
            return false;
        }
        step = number;
        renewed = form.holder() == null ? Instant.MIN : clock.instant();
        List<String> keys = keys();
        keys.stream().limit(Math.max(0, keys.size() - KEPT)).forEach(store::delete);
        return true;
    }

    /** A step that cannot be read counts as lost, and the one before it is taken. */
    private Optional<Form> newest(List<String> keys) {
        for (int i = keys.size() - 1; i >= 0; i--) {
            try {
                Form form = Json.read(store.read(keys.get(i), MAX_BYTES), Form.class);
                if (FORMAT.equals(form.format())) {
                    return Optional.of(form);
                }
            } catch (ObjectMissingException | UncheckedIOException lost) {
                // The one before it counts.
            }
        }
        return Optional.empty();
    }

    /** Oldest first. */
    private List<String> keys() {
        var keys = new ArrayList<String>();
        store.list(StoreKeys.SCRUB_STEPS, object -> {
            if (object.key().substring(StoreKeys.SCRUB_STEPS.length()).matches("[0-9]{12}\\.json")) {
                keys.add(object.key());
            }
        });
        return keys;
    }

    private static String key(long number) {
        return String.format(Locale.ROOT, "%s%012d.json", StoreKeys.SCRUB_STEPS, number);
    }

    private static long numberOf(String key) {
        return Long.parseLong(key.substring(StoreKeys.SCRUB_STEPS.length(), key.length() - ".json".length()));
    }
}
