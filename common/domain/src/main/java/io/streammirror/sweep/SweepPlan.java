package io.streammirror.sweep;

import io.streammirror.codec.Json;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.StoreKeys;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The objects that one sweep deletes: written down first, so that they can be read, announced, and deleted by another
 * process.
 *
 * @param objects by key
 */
public record SweepPlan(List<PlannedObject> objects) {
    /** Some three megabytes as JSON; what is left over is for the next sweep. */
    public static final int MAX_OBJECTS = 20_000;

    /** The maximum size of a plan: all objects have the longest keys. */
    static final long MAX_BYTES = 32L << 20;

    public static final SweepPlan NOTHING = new SweepPlan(List.of());

    /** Raised only when older software could no longer read what is written. */
    private static final String FORMAT = "sweep-plan:1";

    public SweepPlan {
        objects = objects.stream()
                .sorted(Comparator.comparing(PlannedObject::key))
                .toList();
        if (objects.size() > MAX_OBJECTS) {
            throw new IllegalArgumentException(
                    "a sweep plan has at most " + MAX_OBJECTS + " objects, not " + objects.size());
        }
    }

    private record Form(String format, List<PlannedObject> objects) {}

    public byte[] encode() {
        return Json.pretty(new Form(FORMAT, objects));
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static SweepPlan decode(byte[] bytes) {
        try {
            Form form = Json.read(bytes, Form.class);
            if (!FORMAT.equals(form.format())) {
                throw new IllegalArgumentException("its format is '" + form.format() + "', not '" + FORMAT + "'");
            }
            return new SweepPlan(Json.required(form.objects(), "objects"));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("not a sweep plan: " + e.getMessage(), e);
        }
    }

    /** The hash of the plan's own bytes, by which it is named. */
    public Sha256 id() {
        return Sha256.of(encode());
    }

    public boolean isEmpty() {
        return objects.isEmpty();
    }

    public long bytes() {
        return objects.stream().mapToLong(PlannedObject::size).sum();
    }

    public Set<String> keys() {
        return objects.stream().map(PlannedObject::key).collect(Collectors.toUnmodifiableSet());
    }

    /** The blobs among the objects. */
    public Set<Sha256> blobs() {
        return objects.stream()
                .map(PlannedObject::key)
                .flatMap(key -> StoreKeys.blobOf(key).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How many objects there are of each kind, which is the first part of a key. */
    public Map<String, Long> kinds() {
        return objects.stream()
                .map(object -> object.key().substring(0, object.key().indexOf('/')))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** As much of the objects as one plan may name; what others lead to goes first, so that nothing is left that names what is gone. */
    public static SweepPlan of(Stream<PlannedObject> objects) {
        return new SweepPlan(objects.sorted(Comparator.comparing((PlannedObject object) -> isBlob(object))
                        .thenComparing(PlannedObject::key))
                .limit(MAX_OBJECTS)
                .toList());
    }

    private static boolean isBlob(PlannedObject object) {
        return Optional.of(object.key())
                .filter(key -> key.startsWith(StoreKeys.BLOBS))
                .isPresent();
    }
}
