package io.streammirror.publisher.notify;

import io.streammirror.config.NotificationKeys;
import io.streammirror.config.NotificationKind;
import io.streammirror.config.Settings;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.state.MirrorView;
import io.streammirror.publisher.state.PublisherState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Conditions that last, for one webhook: a mirror that fails, and a store with little room. Their beginning is memory of this process, so
 * after a restart it counts from there.
 *
 * <p>Not safe for use by several threads.
 */
final class Conditions {
    private static final String STORE_LOW = NotificationKind.STORE_LOW.label();

    /** A share of the capacity. The room must grow so far beyond the limit, so that a value at the limit is not sent again and again. */
    private static final double MIN_RECOVERY = 0.01;

    private final NotificationKeys keys;
    private final Settings settings;
    private final PublisherState state;
    private final LongSupplier storedBytes;
    private final Clock clock;
    private final Map<String, Instant> since = new HashMap<>();

    /**
     * @param storedBytes bytes of all blobs; 0 while they are not known
     */
    Conditions(NotificationKeys keys, Settings settings, PublisherState state, LongSupplier storedBytes, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.state = state;
        this.storedBytes = storedBytes;
        this.clock = clock;
    }

    /**
     * A condition that lasts.
     *
     * @param since when this process has first seen it
     */
    record Condition(Instant since, Notification notification) {}

    /** The conditions that have lasted long enough, by name. */
    SortedMap<String, Condition> lasting() {
        var found = new TreeMap<String, Condition>();
        settings.mirrors().keySet().forEach(mirror -> failing(mirror)
                .ifPresent(is -> found.put(failingName(mirror), is)));
        storeLow().ifPresent(is -> found.put(STORE_LOW, is));
        return found;
    }

    /** Whether a condition is known to be over; false while nothing is known. */
    boolean isOver(String name) {
        if (name.equals(STORE_LOW)) {
            return settings.store().capacity().isEmpty() || hasRoom(MIN_RECOVERY);
        }
        return settings.mirrors().keySet().stream()
                .filter(mirror -> failingName(mirror).equals(name))
                .findFirst()
                .map(mirror -> isKnown(state.view(mirror)) && reason(state.view(mirror)) == null)
                .orElse(true);
    }

    private static String failingName(MirrorName mirror) {
        return NotificationKind.FAILING.label() + "/" + mirror;
    }

    private Optional<Condition> failing(MirrorName mirror) {
        String name = failingName(mirror);
        String reason = reason(state.view(mirror));
        if (reason == null) {
            since.remove(name);
            return Optional.empty();
        }
        Instant now = clock.instant();
        Instant began = since.computeIfAbsent(name, any -> now);
        boolean isLong = Duration.between(began, now).compareTo(keys.failingAfter()) >= 0;
        return isLong
                ? Optional.of(new Condition(
                        began,
                        new Notification(
                                NotificationKind.FAILING, mirror, NotificationEvents.failing(mirror, began, reason))))
                : Optional.empty();
    }

    private static boolean isKnown(MirrorView view) {
        return view.checked() && view.lastPoll() != null;
    }

    /** Why the mirror fails; null while it does not. A held change is no failure. */
    private static @Nullable String reason(MirrorView view) {
        if (view.problem() != null) {
            return view.problem();
        }
        if (!view.assembly().violations().isEmpty()) {
            return "the publication was refused: "
                    + view.assembly().violations().get(0);
        }
        UpstreamPolled poll = view.lastPoll();
        if (poll == null) {
            return null;
        }
        return switch (poll.outcome()) {
            case ACCEPTED, UNCHANGED, HELD -> null;
            case REFUSED -> "upstream is refused: " + poll.reason();
            case UNSETTLED -> "upstream is inconsistent: " + poll.reason();
            case UNREACHABLE -> "upstream cannot be reached: " + poll.reason();
            case FAILED -> "the watcher failed: " + poll.reason();
        };
    }

    private Optional<Condition> storeLow() {
        long used = storedBytes.getAsLong();
        long capacity = settings.store().capacity().orElse(0L);
        if (capacity == 0 || used == 0 || hasRoom(0)) {
            since.remove(STORE_LOW);
            return Optional.empty();
        }
        Instant began = since.computeIfAbsent(STORE_LOW, any -> clock.instant());
        return Optional.of(new Condition(
                began,
                new Notification(
                        NotificationKind.STORE_LOW,
                        null,
                        NotificationEvents.storeLow(Math.max(0, capacity - used), capacity, began))));
    }

    private boolean hasRoom(double more) {
        long used = storedBytes.getAsLong();
        double capacity = settings.store().capacity().orElse(0L);
        return used > 0 && capacity - used >= capacity * (keys.minFree() + more);
    }
}
