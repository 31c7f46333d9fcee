package io.streammirror.decision;

import static io.streammirror.decision.Decisions.MIRROR;
import static io.streammirror.decision.Decisions.NOON;
import static io.streammirror.decision.Decisions.accept;
import static io.streammirror.decision.Decisions.append;
import static io.streammirror.decision.Decisions.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.streammirror.mirror.MirrorName;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DecisionLogTest {
    private static final int WRITERS = 4;
    private static final int DECISIONS_EACH = 15;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final DecisionLog log = log("one");

    private DecisionLog log(String writer) {
        return new DecisionLog(store, Clock.fixed(NOON, ZoneOffset.UTC), writer);
    }

    @Test
    void shouldHaveEmptyStateWhenLogIsEmpty() {
        assertThat(log.head()).isEqualTo(LogHead.EMPTY);
        assertThat(log.head().state()).isEqualTo(LogState.EMPTY);
        assertThat(ChainReader.read(log)).isEqualTo(LogHead.EMPTY);
    }

    @Test
    void shouldTakeStateFromLastEntryAlone() {
        append(log, "a");
        LogEntry second = append(log, "b");

        LogHead head = log("another").head();

        assertThat(head.entry()).isEqualTo(second);
        assertThat(head.state().mirror(MIRROR).catalog())
                .isEqualTo(new AcceptedCatalog(hash("b"), NOON, 2, hash("selections")));
    }

    @Test
    void shouldReadLastEntryOnceWhileLogStands() {
        var reads = new AtomicInteger();
        var counted = new InMemoryObjectStore() {
            @Override
            public byte[] read(String key, long maxBytes) {
                reads.incrementAndGet();
                return super.read(key, maxBytes);
            }
        };
        var chain = new DecisionLog(counted, Clock.fixed(NOON, ZoneOffset.UTC), "one");
        append(chain, "a");
        LogHead first = chain.head();
        reads.set(0);

        assertThat(chain.head()).isEqualTo(first);
        assertThat(reads).hasValue(0);

        append(new DecisionLog(counted, Clock.fixed(NOON, ZoneOffset.UTC), "two"), "b");

        assertThat(chain.head().sequence()).isEqualTo(2);
    }

    @Test
    void shouldAnswerFromLastReadingWhileThatIsYoungEnough() {
        append(log, "a");
        LogHead first = log.head();
        append(log("another"), "b");

        assertThat(log.head(Duration.ofMinutes(1))).isEqualTo(first);
        assertThat(log.head(Duration.ZERO).sequence()).isEqualTo(2);
        assertThat(log.head(Duration.ofMinutes(1)).sequence()).isEqualTo(2);
    }

    @Test
    void shouldNeverAnswerWithoutOwnEntry() {
        append(log, "a");
        log.head();

        append(log, "b");

        assertThat(log.head(Duration.ofMinutes(1)).sequence()).isEqualTo(2);
    }

    @Test
    void shouldReadLastEntryAgainWhenAnotherTookItsPlace() {
        append(log, "a");
        LogHead before = log.head();
        store.delete(StoreKeys.logEntry(1));

        append(log("another"), "b");

        assertThat(log.head()).isNotEqualTo(before);
        assertThat(log.head().state().mirror(MIRROR).catalog())
                .extracting(AcceptedCatalog::revision)
                .isEqualTo(hash("b"));
    }

    @Test
    void shouldWriteNothingWhenThereIsNothingToDecide() {
        assertThat(log.append(head -> Optional.empty())).isEmpty();

        assertThat(store.contents()).isEmpty();
    }

    @Property(tries = 50)
    void shouldChainEveryEntryToItsPredecessor(
            @ForAll @Size(min = 1, max = 12) List<@AlphaChars @StringLength(max = 8) String> names) {
        var chain = new DecisionLog(new InMemoryObjectStore(), Clock.fixed(NOON, ZoneOffset.UTC), "one");

        names.forEach(name -> append(chain, name));

        assertThat(ChainReader.read(chain)).isEqualTo(chain.head());
        assertThat(chain.entries(1, 100))
                .extracting(LogEntry::sequence)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, names.size())
                        .mapToObj(Long::valueOf)
                        .toList());
    }

    @Property(tries = 50)
    void shouldFindBrokenChainWhenEarlierEntryWasChanged(@ForAll @IntRange(min = 1, max = 5) int changed) {
        var objects = new InMemoryObjectStore();
        var chain = new DecisionLog(objects, Clock.fixed(NOON, ZoneOffset.UTC), "one");
        IntStream.rangeClosed(1, 6).forEach(i -> append(chain, "c" + i));
        String key = StoreKeys.logEntry(changed);
        String forged = new String(objects.read(key, 10_000), StandardCharsets.UTF_8).replace("\"one\"", "\"two\"");

        objects.put(key, forged.getBytes(StandardCharsets.UTF_8), ObjectAttributes.JSON);

        assertThatExceptionOfType(BrokenLogException.class)
                .isThrownBy(() -> ChainReader.read(chain))
                .satisfies(broken -> assertThat(broken.sequence()).isEqualTo(changed + 1));
    }

    @Test
    void shouldFindBrokenChainWhenEntryIsMissing() {
        IntStream.rangeClosed(1, 4).forEach(i -> append(log, "c" + i));

        store.delete(StoreKeys.logEntry(2));

        assertThatExceptionOfType(BrokenLogException.class)
                .isThrownBy(() -> ChainReader.read(log))
                .withMessageContaining(StoreKeys.logEntry(2) + " is missing");
    }

    @Test
    void shouldKeepAllDecisionsWhenWritersRace() throws Exception {
        var pool = Executors.newFixedThreadPool(WRITERS);
        try {
            var writers = new ArrayList<Future<?>>();
            for (int i = 0; i < WRITERS; i++) {
                var mirror = new MirrorName("mirror-" + i);
                DecisionLog mine = log("writer-" + i);
                writers.add(pool.submit(() -> IntStream.range(0, DECISIONS_EACH)
                        .forEach(n -> mine.append(head -> Optional.of(accept(head, mirror, "catalog-" + n))))));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(ChainReader.read(log).sequence()).isEqualTo(WRITERS * DECISIONS_EACH);
        assertThat(new HashSet<>(
                        log.entries(1, 1000).stream().map(LogEntry::decision).toList()))
                .hasSize(WRITERS * DECISIONS_EACH);
        for (MirrorState mirror : log.head().state().mirrors().values()) {
            assertThat(mirror.catalog())
                    .extracting(AcceptedCatalog::revision)
                    .isEqualTo(hash("catalog-" + (DECISIONS_EACH - 1)));
        }
    }

    @Test
    void shouldDecideAgainOnNewStateWhenAnotherWriterWasFaster() {
        var seen = new ArrayList<Long>();

        Optional<LogEntry> entry = log.append(head -> {
            seen.add(head.sequence());
            if (head.sequence() == 0) {
                append(log("faster"), "theirs");
            }
            return Optional.of(accept(head, "ours"));
        });

        assertThat(seen).containsExactly(0L, 1L);
        assertThat(entry).map(LogEntry::sequence).contains(2L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "3",
                "7",
                "8",
                "1000000",
                "0",
                "-4",
                "none",
                "",
                "99999999999999999999",
                "more than a number has"
            })
    void shouldFindLastEntryWhenHintIsWrong(String hint) {
        IntStream.rangeClosed(1, 7).forEach(i -> append(log, "c" + i));
        store.put(StoreKeys.LOG_HINT, hint.getBytes(StandardCharsets.UTF_8), ObjectAttributes.BYTES);

        assertThat(log("another").head().sequence()).isEqualTo(7);
    }

    @Test
    void shouldFindLastEntryWhenHintIsMissing() {
        IntStream.rangeClosed(1, 7).forEach(i -> append(log, "c" + i));
        store.delete(StoreKeys.LOG_HINT);

        assertThat(log("another").head().sequence()).isEqualTo(7);
    }

    @Test
    void shouldReadHistoryInPages() {
        IntStream.rangeClosed(1, 5).forEach(i -> append(log, "c" + i));

        assertThat(log.entries(2, 2)).extracting(LogEntry::sequence).containsExactly(2L, 3L);
        assertThat(log.entries(5, 2)).extracting(LogEntry::sequence).containsExactly(5L);
        assertThat(log.entries(6, 2)).isEmpty();
    }

    @Test
    void shouldReadButRefuseToContinueLogWhenSchemaIsNewer() {
        append(log, "a");
        String newer = new String(store.read(StoreKeys.logEntry(1), 10_000), StandardCharsets.UTF_8)
                .replace("\"schema\": " + LogEntry.SCHEMA, "\"schema\": 99");
        store.put(StoreKeys.logEntry(1), newer.getBytes(StandardCharsets.UTF_8), ObjectAttributes.JSON);

        assertThat(log.head().sequence()).isEqualTo(1);
        assertThatExceptionOfType(NewerLogException.class)
                .isThrownBy(() -> append(log, "b"))
                .withMessage("log entry 1 has schema 99, this version writes schema " + LogEntry.SCHEMA
                        + ": upgrade this service");
    }

    @Test
    void shouldRefuseDecisionWhenEntryWouldBeTooLarge() {
        var endless = new UpstreamRefusal("x".repeat(DecisionLog.MAX_ENTRY_BYTES), NOON);
        var proposal = new Proposal(
                new Decision.UpstreamRefused(MIRROR, "x", null),
                LogState.EMPTY.with(MIRROR, MirrorState.EMPTY.withRefused(endless)));

        assertThatExceptionOfType(LogEntryTooLargeException.class)
                .isThrownBy(() -> log.append(head -> Optional.of(proposal)))
                .withMessageContaining("log entry 1 would have");
    }
}
