package io.streammirror.publisher.switchover;

import static io.streammirror.publisher.Trees.MIRROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.api.SweepReport;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Orders;
import io.streammirror.decision.Pin;
import io.streammirror.decision.RollbackOrder;
import io.streammirror.decision.StandingOrder;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.snapshot.OrderResolver;
import io.streammirror.publisher.snapshot.PreviousTrees;
import io.streammirror.publisher.sweep.Sweeper;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import io.streammirror.store.StoreKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Nothing that can be reached is ever deleted, whatever upstream and operators do, in whatever order. */
class SweepLawsTest {
    private static final int STEPS = 40;

    @Property(tries = 60)
    void shouldNeverDeleteReachableObject(@ForAll Random random) {
        var run = new Run(random);
        for (int i = 0; i < STEPS; i++) {
            run.step();
        }
        run.sweep();
        assertThat(run.swept).isGreaterThan(0);
    }

    /** One mirror's life. */
    private static final class Run extends PublisherFixture {
        private final Random random;
        private int swept;

        Run(Random random) {
            this.random = random;
        }

        void step() {
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> release();
                case 3 -> clock.advance(Duration.ofHours(random.nextInt(100)));
                case 4 -> order(orders -> Orders.NONE);
                case 5 -> order(orders -> orders.holding(order()));
                case 6 -> rollBack();
                case 7 -> pin();
                default -> sweep();
            }
            run(publisher);
        }

        /** Upstream releases something, and some of it comes. */
        private void release() {
            var versions = new TreeMap<String, String>();
            for (int i = 0; i <= random.nextInt(2); i++) {
                versions.put("v" + random.nextInt(6), random.nextBoolean() ? "a" : "b");
            }
            accept(Trees.catalog(new TreeMap<>(Map.of("7", versions))));
            versions.forEach((version, edition) -> {
                if (random.nextInt(4) > 0) {
                    storeItems(version, edition);
                }
            });
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
            }
        }

        private void pin() {
            List<Sha256> kept = state().keptPublications();
            if (!kept.isEmpty()) {
                Sha256 id = kept.get(random.nextInt(kept.size()));
                ContentId stream = Trees.STREAM;
                var product = new ProductName("7");
                Set<VersionName> versions = new PreviousTrees(store)
                        .whole(MIRROR, id)
                        .product(stream, product)
                        .orElseThrow()
                        .versions()
                        .keySet();
                order(orders -> orders.withPin(
                        new Pin(stream, product, versions.iterator().next(), id, null, order())));
            }
        }

        /** Sweeps, and looks at everything that may be needed again. */
        void sweep() {
            clock.advance(Duration.ofDays(random.nextInt(60)));
            Map<String, byte[]> before = store.contents();
            SweepReport report = new Sweeper(
                            log, store, mirror().keys().retention().grace(), clock)
                    .sweep(new Sweeper.Request("test", null, Optional.of("")));
            swept += report.deleted();
            Set<String> after = store.contents().keySet();
            assertThat(after).containsAll(needed(before));
            new OrderResolver(store, MIRROR).read(state().standing());
        }

        /** Found by other means than those of the code under test, as far as there are any. */
        private Set<String> needed(Map<String, byte[]> before) {
            var needed = new TreeSet<String>();
            MirrorState state = state();
            var publications = new TreeSet<>(state.keptPublications());
            state.standing().pins().forEach(pin -> publications.add(Objects.requireNonNull(pin.publication())));
            state.standing().rollbacks().forEach(rollback -> {
                publications.add(rollback.to());
                publications.add(rollback.from());
                needed.add(StoreKeys.catalog(MIRROR, Objects.requireNonNull(rollback.catalog())));
            });
            for (Sha256 id : publications) {
                needed.add(StoreKeys.publication(MIRROR, id));
                new Publications(store)
                        .load(MIRROR, id)
                        .files()
                        .values()
                        .forEach(file -> needed.add(StoreKeys.blob(file.sha256())));
            }
            AcceptedCatalog catalog = state.catalog();
            if (catalog != null) {
                String key = StoreKeys.catalog(MIRROR, catalog.revision());
                needed.add(key);
                CatalogCodec.decode(before.get(key)).blobs().keySet().stream()
                        .map(StoreKeys::blob)
                        .filter(before::containsKey)
                        .forEach(needed::add);
            }
            return needed;
        }

        private StandingOrder order() {
            return new StandingOrder("test", null, clock.instant(), 1);
        }

        private MirrorState state() {
            return log.head().state().mirror(MIRROR);
        }
    }
}
