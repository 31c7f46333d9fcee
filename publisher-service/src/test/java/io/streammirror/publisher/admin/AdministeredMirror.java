package io.streammirror.publisher.admin;

import io.streammirror.config.MaasRange;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.config.SettingsFixture;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.HeldChange;
import io.streammirror.decision.Objection;
import io.streammirror.decision.Proposal;
import io.streammirror.decision.Suspicion;
import io.streammirror.decision.UpstreamMarks;
import io.streammirror.event.OperatorDecided;
import io.streammirror.event.PollRequested;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.sweep.Sweeper;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.upstream.FakeTree;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The administration of one mirror, on a log in memory. */
final class AdministeredMirror {
    static final MirrorName STABLE = new MirrorName("stable");

    /** Is promoted from {@link #STABLE}. */
    static final MirrorName PRODUCTION = new MirrorName("production");

    private static final Clock CLOCK = Clock.fixed(FakeTree.NOW, ZoneOffset.UTC);

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final DecisionLog log = new DecisionLog(store, CLOCK, "publisher-1");
    private final RecordedCommands commands = new RecordedCommands();
    private final Administration administration = new Administration(settings(), log, commands, CLOCK);

    private final Promotions promotions = new Promotions(settings(), log, store, commands, CLOCK);
    private final BundleImports imports = new BundleImports(settings(), log, store, commands, CLOCK);
    private final PublicationOrders orders = new PublicationOrders(settings(), log, store, commands, CLOCK);

    private final ImageOrders images = imagesReadBy(MaasRange.DEFAULT);

    /** The orders about custom images, of a mirror that these releases of MAAS read. */
    ImageOrders imagesReadBy(MaasRange range) {
        MirrorSettings read = settings().mirrors().get(STABLE);
        var narrowed = new MirrorSettings(STABLE, read.keys(), read.keyring(), read.selections(), range);
        return new ImageOrders(SettingsFixture.settings(narrowed), orders, log, store, CLOCK);
    }

    PublicationOrders orders() {
        return orders;
    }

    ImageOrders images() {
        return images;
    }

    Promotions promotions() {
        return promotions;
    }

    BundleImports imports() {
        return imports;
    }

    Sweeper sweeper() {
        return new Sweeper(log, store, Duration.ZERO, CLOCK);
    }

    InMemoryObjectStore store() {
        return store;
    }

    Administration administration() {
        return administration;
    }

    DecisionLog log() {
        return log;
    }

    RecordedCommands commands() {
        return commands;
    }

    /** Holds a change under this name, and answers its revision. */
    Sha256 hold(String name) {
        var change = new HeldChange(
                hash(name),
                hash("difference"),
                hash("selections"),
                UpstreamMarks.NONE,
                List.of(new Objection(Suspicion.ROLLBACK, "older than before")),
                FakeTree.NOW);
        log.append(head -> Optional.of(new Proposal(
                new Decision.UpstreamHeld(STABLE, change.revision(), change.difference(), change.objections()),
                head.state().with(STABLE, head.state().mirror(STABLE).withHeld(change)))));
        return change.revision();
    }

    static Sha256 hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Settings settings() {
        MirrorSettings mirror = new FakeTree("https://upstream.example/").settings("stable");
        MirrorSettings production =
                SettingsFixture.mirror(PRODUCTION).from(STABLE).build();
        return SettingsFixture.settings(mirror, production);
    }

    /** Records commands instead of sending them. */
    static final class RecordedCommands implements Commands {
        private final List<PollRequested> sent = new ArrayList<>();
        private final List<MirrorName> changed = new ArrayList<>();
        private final List<OperatorDecided> announced = new ArrayList<>();

        @Override
        public void send(PollRequested command) {
            sent.add(command);
        }

        @Override
        public void changed(MirrorName mirror) {
            changed.add(mirror);
        }

        @Override
        public void announce(OperatorDecided decided) {
            announced.add(decided);
        }

        List<OperatorDecided> announced() {
            return announced;
        }

        List<PollRequested> sent() {
            return sent;
        }

        List<MirrorName> changed() {
            return changed;
        }
    }
}
