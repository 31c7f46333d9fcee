package io.streammirror.publisher.readers;

import io.streammirror.api.ReaderCounts;
import io.streammirror.api.ReaderInfo;
import io.streammirror.api.ReaderReport;
import io.streammirror.api.ReaderStates;
import io.streammirror.mirror.MirrorName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The clients that this process has seen, in memory: at most {@value #MAX_READERS}, of one address {@value #MAX_OF_ONE_ADDRESS}. The one
 * that was silent longest makes room. Safe for use by any thread.
 */
public final class ReaderTable {
    static final int MAX_READERS = 1_000;

    /** One client that invents a {@code User-Agent} for each request must not displace all others. */
    static final int MAX_OF_ONE_ADDRESS = 50;

    private static final int MAX_KEYRINGS = 1_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(14);
    private static final String KEYRINGS = "/keys/mirror.";
    private static final Comparator<ReaderInfo> ORDER = Comparator.comparing(
                    (ReaderInfo reader) -> String.valueOf(reader.mirror()))
            .thenComparing(ReaderInfo::address)
            .thenComparing(ReaderInfo::agent);

    private final Instant since;
    private final Map<Key, Reader> readers = new LinkedHashMap<>(16, 0.75F, true);
    private final Map<String, Integer> byAddress = new HashMap<>();
    private final LinkedHashMap<String, Instant> keyrings = new LinkedHashMap<>(16, 0.75F, true);
    private List<MirrorPlans> mirrors = List.of();

    private record Key(ReaderName name, @Nullable MirrorName mirror) {}

    /** @param since when this process began to count */
    public ReaderTable(Instant since) {
        this.since = since;
    }

    /** Sets the publications that can be read. */
    public synchronized void serve(List<MirrorPlans> plans) {
        mirrors = List.copyOf(plans);
    }

    /** The publications that can be read. */
    public synchronized List<MirrorPlans> served() {
        return mirrors;
    }

    synchronized void observe(ReaderRequest request) {
        if (request.path().startsWith(KEYRINGS)) {
            if (request.isTaken()) {
                keyrings.put(request.address(), request.time());
                dropEldest(keyrings.keySet().iterator(), keyrings.size() - MAX_KEYRINGS);
            }
            return;
        }
        Optional<MirrorPlans> mirror = mirrors.stream()
                .filter(plans -> request.path().startsWith(plans.base() + "/"))
                .findFirst();
        if (mirror.isPresent()) {
            MirrorPlans plans = mirror.get();
            reader(request, plans.mirror())
                    .observe(request, request.path().substring(plans.base().length() + 1), plans);
        } else if (request.isMissing() && isIndex(request.path())) {
            reader(request, null).miss(request);
        }
    }

    private static boolean isIndex(String path) {
        return path.endsWith("streams/v1/index.sjson") || path.endsWith("streams/v1/index.json");
    }

    private Reader reader(ReaderRequest request, @Nullable MirrorName mirror) {
        var key = new Key(ReaderName.of(request), mirror);
        Reader known = readers.get(key);
        if (known != null) {
            return known;
        }
        if (byAddress.getOrDefault(key.name().address(), 0) >= MAX_OF_ONE_ADDRESS) {
            readers.keySet().stream()
                    .filter(other -> other.name().address().equals(key.name().address()))
                    .findFirst()
                    .ifPresent(this::forget);
        } else if (readers.size() >= MAX_READERS) {
            forget(readers.keySet().iterator().next());
        }
        var reader = new Reader(key.name(), mirror, request);
        readers.put(key, reader);
        byAddress.merge(key.name().address(), 1, Integer::sum);
        return reader;
    }

    private void forget(Key key) {
        readers.remove(key);
        byAddress.computeIfPresent(key.name().address(), (address, count) -> count == 1 ? null : count - 1);
    }

    private static void dropEldest(Iterator<?> eldest, int count) {
        for (int i = 0; i < count; i++) {
            eldest.next();
            eldest.remove();
        }
    }

    /** All readers, and how many readers of each mirror are in each state. */
    public synchronized ReaderReport report(Instant now) {
        List<Key> forgotten = readers.entrySet().stream()
                .filter(entry -> entry.getValue().seen().plus(FORGOTTEN_AFTER).isBefore(now))
                .map(Map.Entry::getKey)
                .toList();
        forgotten.forEach(this::forget);
        var all = new ArrayList<ReaderInfo>();
        var whole = new HashSet<ReaderName>();
        readers.forEach((key, reader) -> {
            ReaderInfo info = reader.info(
                    plans(key.mirror()), now, keyrings.get(key.name().address()));
            if (ReaderStates.isReader(info)) {
                all.add(info);
                whole.add(key.name());
            }
        });
        // MAAS up to 3.7 tries a URL without its last slash first, so a client that reads a mirror is not lost.
        readers.forEach((key, reader) -> {
            if (key.mirror() == null && !whole.contains(key.name())) {
                all.add(reader.info(
                        Optional.empty(), now, keyrings.get(key.name().address())));
            }
        });
        all.sort(ORDER);
        return new ReaderReport(since, now, counts(all), all, null);
    }

    private Optional<MirrorPlans> plans(@Nullable MirrorName mirror) {
        return mirrors.stream().filter(plans -> plans.mirror().equals(mirror)).findFirst();
    }

    private List<ReaderReport.MirrorReaders> counts(List<ReaderInfo> all) {
        return mirrors.stream()
                .map(plans -> new ReaderReport.MirrorReaders(
                        plans.mirror(),
                        plans.live().map(ReadingPlan::id).orElse(null),
                        plans.live().map(ReadingPlan::updated).orElse(null),
                        plans.live().map(ReadingPlan::signer).orElse(null),
                        ReaderCounts.of(all.stream()
                                .filter(reader -> plans.mirror().equals(reader.mirror()))
                                .map(ReaderInfo::state)
                                .toList())))
                .toList();
    }
}
