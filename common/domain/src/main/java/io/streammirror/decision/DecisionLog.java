package io.streammirror.decision;

import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreUnavailableException;
import io.streammirror.store.StoredObject;
import io.streammirror.store.UnfitStoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one log of the bucket: history, audit chain and compare-and-set in one.
 *
 * <p>An entry is created only where there is none. So one of several writers wins each place, and the others decide
 * again on the state that it left. Safe for use by several threads and processes.
 */
public final class DecisionLog {
    /** Entries have some kilobytes; this is the most that is ever read or written. */
    public static final int MAX_ENTRY_BYTES = 1024 * 1024;

    /** Each lost race means that another writer took a decision; so many in a row mean that something spins. */
    private static final int MAX_TRIES = 100;

    /** How often an append is repeated after a try with an unknown result. */
    private static final int MAX_LOST_ANSWERS = 3;

    private final LogFiles files;
    private final Clock clock;
    private final String writer;
    private final WriteGate gate;
    private final AtomicLong known = new AtomicLong();

    /** Entries never change, so the last one is read once. Another object under its key is another entry. */
    private volatile @Nullable ReadEntry newest;

    /** Held while this process adds an entry: its threads would only lose to each other, or, where several may win, do harm. */
    private final ReentrantLock appending = new ReentrantLock();

    private volatile @Nullable Seen seen;

    /** A head, and {@link System#nanoTime()} before it was read. */
    private record Seen(LogHead head, long nanos) {}

    private record ReadEntry(StoredObject object, StoredEntry entry) {}

    /** A log in a store that is known to let one of several writers win. */
    public DecisionLog(ObjectStore store, Clock clock, String writer) {
        this(store, clock, writer, WriteGate.OPEN);
    }

    /**
     * A log in a store that has to be found fit before anything is written.
     *
     * @param writer names this process in the entries
     */
    public DecisionLog(ObjectStore store, Clock clock, String writer, WriteGate gate) {
        this.files = new LogFiles(store);
        this.clock = clock;
        this.writer = writer;
        this.gate = gate;
    }

    /**
     * The last entry, as this process has found it at most so long ago; an entry that this process has added since is always seen.
     */
    public LogHead head(Duration maxAge) {
        Seen last = seen;
        return last != null
                        && last.head().sequence() >= known.get()
                        && System.nanoTime() - last.nanos() < maxAge.toNanos()
                ? last.head()
                : head();
    }

    /** The last entry at this moment; a wrong or missing hint only makes it slower. */
    public LogHead head() {
        long began = System.nanoTime();
        LogHead head = find();
        seen = new Seen(head, began);
        return head;
    }

    private LogHead find() {
        long guess = known.get();
        var found = new HashMap<Long, StoredObject>();
        long last = new HeadSearch(sequence -> exists(sequence, found)).from(guess > 0 ? guess : files.hint());
        if (last == 0) {
            return LogHead.EMPTY;
        }
        known.accumulateAndGet(last, Math::max);
        return last(last, Objects.requireNonNull(found.get(last))).asHead();
    }

    private boolean exists(long sequence, Map<Long, StoredObject> found) {
        Optional<StoredObject> object = files.find(sequence);
        object.ifPresent(present -> found.put(sequence, present));
        return object.isPresent();
    }

    /**
     * Takes a decision on the newest state, again and again until its entry is the next one.
     *
     * @param decide may be called several times; empty when, on this state, there is nothing to decide
     * @return the entry, or empty when there was nothing to decide
     * @throws StoreUnavailableException when the store kept failing; the decision may have been taken, so decide again later
     * @throws UnfitStoreException when the store must not be written to; nothing was
     * @throws NewerLogException when a newer version has written to the log
     */
    public Optional<LogEntry> append(Function<LogHead, Optional<Proposal>> decide) {
        gate.requireOpen();
        appending.lock();
        try {
            return add(decide);
        } finally {
            appending.unlock();
        }
    }

    private Optional<LogEntry> add(Function<LogHead, Optional<Proposal>> decide) {
        String nonce = UUID.randomUUID().toString();
        int lostAnswers = 0;
        long tried = 0;
        for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
            LogHead head = writable(head());
            // A try that seemed to fail may be stored: its answer got lost, or the request came through late.
            if (tried > 0 && head.sequence() >= tried) {
                LogEntry winner = present(tried).entry();
                if (winner.nonce().equals(nonce) && winner.writer().equals(writer)) {
                    return Optional.of(winner);
                }
            }
            Optional<LogEntry> next = decide.apply(head).map(proposal -> entry(head, proposal, nonce));
            if (next.isEmpty()) {
                return next;
            }
            tried = next.get().sequence();
            try {
                if (files.create(next.get())) {
                    known.accumulateAndGet(tried, Math::max);
                    files.writeHint(tried);
                    return next;
                }
            } catch (StoreUnavailableException e) {
                lostAnswers++;
                if (lostAnswers > MAX_LOST_ANSWERS) {
                    throw e;
                }
            }
        }
        throw new LogContendedException(MAX_TRIES);
    }

    /** Up to {@code limit} entries from a sequence on, oldest first; fewer at the end of the log. */
    public List<LogEntry> entries(long from, int limit) {
        var entries = new ArrayList<LogEntry>();
        for (long sequence = Math.max(1, from); entries.size() < limit; sequence++) {
            Optional<StoredEntry> found = files.read(sequence);
            if (found.isEmpty()) {
                break;
            }
            entries.add(found.get().entry());
        }
        return entries;
    }

    /** The bytes of one entry, as they are stored and as the next entry's hash covers them; empty where there is none. */
    public Optional<byte[]> raw(long sequence) {
        return sequence < 1 ? Optional.empty() : files.raw(sequence);
    }

    private LogEntry entry(LogHead head, Proposal proposal, String nonce) {
        return new LogEntry(
                LogEntry.SCHEMA,
                head.nextSequence(),
                head.hash(),
                clock.instant(),
                writer,
                nonce,
                proposal.who(),
                proposal.why(),
                proposal.decision(),
                proposal.newState());
    }

    private StoredEntry last(long sequence, StoredObject object) {
        ReadEntry read = newest;
        if (read == null || !read.object().equals(object)) {
            read = new ReadEntry(object, present(sequence));
            // A store that keeps no times would not reveal that another bucket took the place of this one.
            newest = object.modified() == null ? null : read;
        }
        return read.entry();
    }

    private StoredEntry present(long sequence) {
        return files.read(sequence).orElseThrow(() -> new BrokenLogException(sequence, "is missing", null));
    }

    private static LogHead writable(LogHead head) {
        if (head.entry() != null && head.entry().schema() > LogEntry.SCHEMA) {
            throw new NewerLogException(head.entry());
        }
        return head;
    }
}
