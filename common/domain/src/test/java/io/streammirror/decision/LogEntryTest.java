package io.streammirror.decision;

import static io.streammirror.decision.Decisions.MIRROR;
import static io.streammirror.decision.Decisions.NOON;
import static io.streammirror.decision.Decisions.hash;
import static io.streammirror.decision.Decisions.publication;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.streammirror.codec.Json;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.VersionName;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LogEntryTest {
    private static final PublicationRetention ALL = new PublicationRetention(9, Duration.ZERO);

    private static final List<Objection> OLDER = List.of(new Objection(Suspicion.ROLLBACK, "older than before"));

    private static final ContentId STREAM = new ContentId("com.ubuntu.maas:stable:v3:download");

    private static final ProductName PRODUCT = new ProductName("com.ubuntu.maas.stable:v3:boot:24.04:amd64:ga-24.04");

    static Decision[] decisions() {
        return new Decision[] {
            new Decision.TimeReset(MIRROR, NOON),
            new Decision.MirrorUnconfigured(MIRROR),
            new Decision.MirrorConfigured(MIRROR),
            new Decision.MirrorForgotten(MIRROR),
            new Decision.CatalogAccepted(MIRROR, hash("revision"), hash("difference")),
            new Decision.PublicationSwitched(MIRROR, hash("id"), hash("catalog"), NOON, "ABCD"),
            new Decision.UpstreamHeld(MIRROR, hash("revision"), hash("difference"), OLDER),
            new Decision.UpstreamRefused(MIRROR, "bad signature", "refused/maas-stable/1"),
            new Decision.UpstreamRefused(MIRROR, "too large", null),
            new Decision.MirrorOnHold(MIRROR),
            new Decision.MirrorReleased(MIRROR, true, 2),
            new Decision.RolledBack(MIRROR, hash("to"), hash("from")),
            new Decision.VersionPinned(MIRROR, STREAM, PRODUCT, new VersionName("20250718")),
            new Decision.VersionUnpinned(MIRROR, STREAM, PRODUCT, new VersionName("20250718")),
            new Decision.ImageAdded(MIRROR, STREAM, PRODUCT, new VersionName("20250718"), 4711),
            new Decision.ImageRemoved(MIRROR, STREAM, PRODUCT, List.of(new VersionName("20250718"))),
            new Decision.SweepOpened(hash("plan"), 3, 4711),
            new Decision.SweepClosed(hash("plan"), 2),
            new Decision.BlobsDamaged(List.of(hash("blob"))),
            new Decision.BlobsRepaired(List.of(hash("blob"), hash("other")))
        };
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void shouldReadBackWhatWasWritten(Decision decision) {
        var mark = new HighWater(NOON, hash("body"));
        var marks = new UpstreamMarks(
                new TreeMap<>(Map.of(new ContentId("com.ubuntu.maas:stable:v3:download"), mark)),
                new IndexMark(new ItemPath("streams/v1/index.sjson"), mark));
        MirrorState state = MirrorState.EMPTY
                .withCatalog(
                        new AcceptedCatalog(
                                hash("c"), NOON, 1, hash("selections"), new TreeSet<>(Set.of(Suspicion.FREEZE))),
                        marks)
                .withLive(publication("a", 1), NOON, ALL)
                .withLive(publication("b", 2), NOON, ALL)
                .withHeld(new HeldChange(hash("h"), hash("difference"), hash("selections"), marks, OLDER, NOON))
                .withRefused(new UpstreamRefusal("stale", NOON))
                .withOrders(orders());
        var entry = new LogEntry(
                LogEntry.SCHEMA,
                2,
                hash("1"),
                NOON,
                "watcher-1",
                "n",
                "alice",
                "why not",
                decision,
                LogState.EMPTY.with(MIRROR, state).withSweep(new SweepMark(hash("plan"), NOON, 2, true)));

        byte[] json = Json.pretty(entry);

        assertThat(Json.read(json, LogEntry.class)).isEqualTo(entry);
    }

    private static Orders orders() {
        var order = new StandingOrder("alice", "does not boot", NOON, 2);
        var unexplained = new StandingOrder("bob", null, NOON, 3);
        return Orders.NONE
                .holding(order)
                .withRollback(new RollbackOrder(hash("a"), hash("b"), hash("c"), unexplained))
                .withPin(new Pin(STREAM, PRODUCT, new VersionName("20250718"), hash("a"), null, order))
                .withImages(new CustomImages(hash("images"), 3, unexplained));
    }

    /** Buckets of earlier builds have these keys. */
    @Test
    void shouldKeepKeyOfSelectionHash() {
        var accepted = new AcceptedCatalog(hash("c"), NOON, 1, hash("selections"));
        var held = new HeldChange(hash("h"), hash("d"), hash("selections"), UpstreamMarks.NONE, OLDER, NOON);

        String key = "\"wish\":\"" + hash("selections").hex() + "\"";
        assertThat(Json.compact(accepted)).containsOnlyOnce(key).doesNotContain("selectionHash");
        assertThat(Json.compact(held)).containsOnlyOnce(key).doesNotContain("selectionHash");
    }

    @Test
    void shouldReadEntryWithoutOrdersWhenSchemaIsOlder() {
        String head = "{'schema':2,'sequence':1,'time':'2026-11-23T12:00:00Z','writer':'w','nonce':'n',"
                + "'decision':{'type':'upstream-refused','mirror':'maas-stable','reason':'too large'},";
        String state = "'state':{'mirrors':{'maas-stable':{'superseded':[],'marks':{'streams':{}},"
                + "'refused':{'reason':'too large','since':'2026-11-23T12:00:00Z'}}}}}";
        byte[] json = (head + state).replace('\'', '"').getBytes(StandardCharsets.UTF_8);

        LogEntry entry = Json.read(json, LogEntry.class);

        assertThat(entry.state().mirror(MIRROR).standing()).isEqualTo(Orders.NONE);
        assertThat(entry.state().openSweep()).isEmpty();
        assertThat(entry.state().mirror(MIRROR).refused()).isEqualTo(new UpstreamRefusal("too large", NOON));
    }

    @Test
    void shouldReadAndContinueALogThatAnEarlierVersionWrote() throws Exception {
        var store = new InMemoryObjectStore();
        try (var entry = Objects.requireNonNull(LogEntryTest.class.getResourceAsStream("entry-schema-4.json"))) {
            store.put(StoreKeys.logEntry(1), entry.readAllBytes(), ObjectAttributes.JSON);
        }
        var log = new DecisionLog(store, Clock.systemUTC(), "test");

        MirrorState before = log.head().state().mirror(MIRROR);
        log.append(head -> Optional.of(new Proposal(
                new Decision.MirrorOnHold(MIRROR),
                head.state().with(MIRROR, before.withLive(publication("new", 2), NOON.plusSeconds(9_999), ALL)))));

        assertThat(before.superseded()).hasSize(3);
        assertThat(before.standing().timeReset()).isNull();
        assertThat(before.standing().images()).isNotNull();
        MirrorState after = log.head().state().mirror(MIRROR);
        assertThat(after.superseded()).hasSize(4);
        assertThat(after.standing()).isEqualTo(before.standing());
        assertThat(after.held()).isEqualTo(before.held());
        assertThat(log.head().state().unconfigured()).isNull();
        assertThat(ChainReader.read(log).sequence()).isEqualTo(2);
    }

    @Test
    void shouldKeepDecisionAsItIsWhenItsTypeIsUnknown() {
        String decision = "{\"type\":\"moon-landed\",\"crew\":[\"Neil\",\"Buzz\"]}";
        String head = "{'schema':5,'sequence':1,'time':'2026-11-23T12:00:00Z','writer':'w','nonce':'n',";
        String state = "'state':{'mirrors':{'maas-stable':{'superseded':[],'marks':{'streams':{}}}}}}";
        String json = head.replace('\'', '"') + "\"decision\":" + decision + "," + state.replace('\'', '"');

        LogEntry entry = Json.read(json.getBytes(StandardCharsets.UTF_8), LogEntry.class);

        assertThat(entry.decision()).isInstanceOfSatisfying(Decision.Unknown.class, unknown -> {
            assertThat(unknown.type()).isEqualTo("moon-landed");
            assertThat(Json.compact(unknown)).isEqualTo(decision);
        });
        assertThat(Json.compact(entry)).contains("\"decision\":" + decision);
        assertThat(entry.state().mirrors()).containsOnlyKeys(MIRROR);
    }

    @Test
    void shouldRefuseLaterEntryWithoutHashOfPredecessor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogEntry(1, 2, null, NOON, "w", "n", null, null, decisions()[0], LogState.EMPTY))
                .withMessage("log entry 2: only the first entry has no hash of the one before");
    }
}
