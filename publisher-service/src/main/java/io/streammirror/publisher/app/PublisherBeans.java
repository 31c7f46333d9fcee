package io.streammirror.publisher.app;

import io.streammirror.config.Settings;
import io.streammirror.decision.DecisionLog;
import io.streammirror.openpgp.Keyring;
import io.streammirror.publisher.page.PageService;
import io.streammirror.publisher.page.SitePage;
import io.streammirror.publisher.page.images.MirrorImages;
import io.streammirror.publisher.page.playground.Playground;
import io.streammirror.publisher.page.storage.StorageMeter;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.readers.ReaderIntake;
import io.streammirror.publisher.readers.ReaderTable;
import io.streammirror.publisher.sign.PublisherIdentity;
import io.streammirror.publisher.sign.SigningIdentity;
import io.streammirror.publisher.snapshot.LatestSnapshots;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.publisher.sweep.Sweeper;
import io.streammirror.publisher.sweep.UnconfiguredMirrors;
import io.streammirror.store.ClockCheck;
import io.streammirror.store.ObjectStore;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;

/** Makes the parts of the publisher injectable that know no framework themselves. */
@Singleton
public class PublisherBeans {
    @Produces
    @Singleton
    SigningIdentity signingIdentity(Settings settings, Clock clock) {
        return SigningIdentity.read(settings.signing(), clock);
    }

    @Produces
    @Singleton
    PublisherIdentity publisherIdentity(SigningIdentity identity) {
        return identity.publisher();
    }

    /** The keyring by which clients verify the tree. */
    @Produces
    @Singleton
    Keyring publicKeyring(SigningIdentity identity) {
        return identity.publicKeyring();
    }

    /** The grace is the longest of all mirrors, since they share their blobs. */
    @Produces
    @Singleton
    Sweeper sweeper(Settings settings, DecisionLog log, ObjectStore store, Clock clock) {
        Duration grace = settings.mirrors().values().stream()
                .map(mirror -> mirror.keys().retention().grace())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return new Sweeper(log, store, grace, clock);
    }

    /** Asks for the pages when the first one is read. */
    @Produces
    @Singleton
    PageService pageService(Settings settings, @Any Instance<SitePage> pages) {
        return new PageService(settings.mirrors().keySet(), pages);
    }

    void stop(@Disposes PageService pages) {
        pages.close();
    }

    @Produces
    @Singleton
    UnconfiguredMirrors unconfiguredMirrors(Settings settings, DecisionLog log, Clock clock) {
        return new UnconfiguredMirrors(settings, log, clock);
    }

    @Produces
    @Singleton
    ClockCheck clockCheck(ObjectStore store, Clock clock) {
        return new ClockCheck(store, clock);
    }

    @Produces
    @Singleton
    Publications publications(ObjectStore store) {
        return new Publications(store);
    }

    @Produces
    @Singleton
    ReaderTable readerTable(Clock clock) {
        return new ReaderTable(clock.instant());
    }

    @Produces
    @Singleton
    MirrorImages mirrorImages(Settings settings, PublisherState state, LatestSnapshots snapshots) {
        return new MirrorImages(settings, state, snapshots);
    }

    @Produces
    @Singleton
    ReaderIntake readerIntake(ReaderTable table) {
        return new ReaderIntake(table);
    }

    @Produces
    @Singleton
    Playground playground(Settings settings, LatestSnapshots snapshots, ObjectStore store) {
        return new Playground(settings, snapshots, store);
    }

    @Produces
    @Singleton
    StorageMeter storageMeter(
            Settings settings,
            PublisherState state,
            LatestSnapshots snapshots,
            ObjectStore store,
            Sweeper sweeper,
            DecisionLog log,
            Clock clock) {
        return StorageMeter.of(settings, state, snapshots, store, sweeper, log, clock);
    }
}
