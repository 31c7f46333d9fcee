package io.streammirror.publisher.switchover;

import static io.streammirror.publisher.Trees.MIRROR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Orders;
import io.streammirror.decision.RollbackOrder;
import io.streammirror.decision.StandingOrder;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.publisher.sweep.Sweeper;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Readers that follow a tree step by step, pausing as they like, while it is published again, rolled back and swept under them.
 *
 * <p>What is served is what the log says is live, and behind it what was until the grace ended, as the publisher serves it. Every broken
 * reference and every set of documents that do not belong together ends the run.
 */
final class ReaderLoop extends PublisherFixture {
    private static final Duration GRACE = mirror().keys().retention().grace();
    private static final int READERS = 4;
    private static final int MAX_PAUSE_MINUTES = 240;
    private static final int MAX_BLOB = 1 << 20;

    private final RandomGenerator random;
    private final SignatureVerifier verifier = new SignatureVerifier(KEY.publicKeyring(), Set.of(), Set.of(), clock);
    private final Sweeper sweeper = new Sweeper(log, store, GRACE, clock);
    private final Map<Sha256, Publication> publications = new HashMap<>();
    private int version;
    private int rollbacks;
    private int sweeps;
    private int deleted;
    private int passes;
    private int requests;

    ReaderLoop(RandomGenerator random) {
        this.random = random;
    }

    /** The counts of a run. */
    record Tally(int publishes, int rollbacks, int sweeps, int deleted, int passes, int requests) {
        @Override
        public String toString() {
            return publishes + " publishes, " + rollbacks + " rollbacks, " + sweeps + " sweeps that deleted " + deleted
                    + " objects, " + passes + " passes of readers with " + requests
                    + " requests, 0 broken references, 0 mixed sets";
        }
    }

    /** Continues until so many publications went live. */
    Tally run(int publishes) {
        release();
        List<Reader> readers = Stream.generate(Reader::new).limit(READERS).toList();
        while (announced.size() < publishes) {
            change();
            run(publisher);
            clock.advance(Duration.ofMinutes(random.nextInt(MAX_PAUSE_MINUTES)));
            readers.forEach(reader -> {
                for (int i = random.nextInt(4); i > 0; i--) {
                    reader.step();
                }
            });
        }
        return new Tally(announced.size(), rollbacks, sweeps, deleted, passes, requests);
    }

    private void change() {
        switch (random.nextInt(20)) {
            case 0, 1 -> rollBack();
            case 2, 3 -> order(orders -> Orders.NONE);
            case 4 -> order(orders -> orders.holding(order()));
            case 5, 6 -> {
                sweeps++;
                deleted += sweeper.sweep(new Sweeper.Request("test", null, Optional.of("")))
                        .deleted();
            }
            default -> release();
        }
    }

    /** Two products get a new version, of which one may be older than what is listed. */
    private void release() {
        version++;
        var products = new TreeMap<String, SortedMap<String, String>>();
        for (String product : List.of("7", "8")) {
            String name = String.format(Locale.ROOT, "v%06d", version - random.nextInt(2));
            products.put(product, new TreeMap<>(Map.of(name, "a")));
            Trees.contents(product, name, "a")
                    .forEach(content -> store.put(
                            StoreKeys.blob(Trees.sha256(content)), Trees.bytes(content), ObjectAttributes.BYTES));
        }
        accept(Trees.catalog(products));
        run(publisher);
    }

    private void rollBack() {
        MirrorState state = state();
        if (!state.superseded().isEmpty() && state.standing().rollbacks().size() < Orders.MAX_ROLLBACKS) {
            Sha256 to = state.superseded()
                    .get(random.nextInt(state.superseded().size()))
                    .id();
            Sha256 from = Objects.requireNonNull(state.live()).id();
            Sha256 catalog = Objects.requireNonNull(state.catalog()).revision();
            order(orders -> orders.withRollback(new RollbackOrder(to, from, catalog, order())));
            rollbacks++;
        }
    }

    private StandingOrder order() {
        return new StandingOrder("test", null, clock.instant(), 1);
    }

    private MirrorState state() {
        return log.head().state().mirror(MIRROR);
    }

    /** The file that a path has now. */
    private PublishedFile find(ItemPath path) {
        requests++;
        MirrorState state = state();
        Instant now = clock.instant();
        return Stream.concat(
                        Stream.of(Objects.requireNonNull(state.live()).id()),
                        state.superseded().stream()
                                .filter(former ->
                                        now.isBefore(former.supersededAt().plus(GRACE)))
                                .map(former -> former.id()))
                .map(id -> publications.computeIfAbsent(id, unread -> new Publications(store).load(MIRROR, unread)))
                .flatMap(publication -> Stream.ofNullable(publication.files().get(path)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("broken reference: nothing is served under " + path));
    }

    private JsonNode document(String path) {
        try {
            byte[] signed = new Blobs(store).read(find(new ItemPath(path)).sha256(), MAX_BLOB);
            return Json.parse(verifier.verifyClearSigned(signed).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One client: the index, then each document that it names, then every item, newest last. */
    private final class Reader {
        private final Deque<Runnable> todo = new ArrayDeque<>();
        private Instant started = Instant.MIN;

        void step() {
            // The grace is the promise: a reader that takes longer may miss files.
            if (todo.isEmpty() || !clock.instant().isBefore(started.plus(GRACE))) {
                todo.clear();
                started = clock.instant();
                readIndex();
            } else {
                todo.removeFirst().run();
                passes += todo.isEmpty() ? 1 : 0;
            }
        }

        private void readIndex() {
            JsonNode index = document(DocumentPaths.index().signed().value());
            index.path("index").forEachEntry((stream, entry) -> todo.addLast(() -> readProducts(entry)));
        }

        private void readProducts(JsonNode entry) {
            JsonNode products = document(entry.path("path").asText());
            var named = new TreeSet<String>();
            entry.path("products").forEach(product -> named.add(product.asText()));
            var listed = new TreeSet<String>();
            products.path("products").fieldNames().forEachRemaining(listed::add);
            assertThat(listed).as("a mixed set").isEqualTo(named);
            assertThat(products.path("updated")).as("a mixed set").isEqualTo(entry.path("updated"));
            products.path("products").forEach(this::readItems);
        }

        private void readItems(JsonNode product) {
            var versions = new ArrayList<String>();
            product.path("versions").fieldNames().forEachRemaining(versions::add);
            String newest = versions.stream().max(String::compareTo).orElseThrow();
            product.path("versions").forEachEntry((name, content) -> content.path("items")
                    .forEach(item -> todo.addLast(() -> readItem(item, name.equals(newest)))));
        }

        private void readItem(JsonNode item, boolean whole) {
            PublishedFile file = find(new ItemPath(item.path("path").asText()));
            assertThat(file.sha256().hex()).isEqualTo(item.path("sha256").asText());
            assertThat(new Blobs(store)
                            .contains(file.sha256(), item.path("size").asLong()))
                    .as("a broken reference: %s", item)
                    .isTrue();
            if (whole) {
                assertThat(new Blobs(store).read(file.sha256(), MAX_BLOB)).hasSize((int) file.size());
            }
        }
    }
}
