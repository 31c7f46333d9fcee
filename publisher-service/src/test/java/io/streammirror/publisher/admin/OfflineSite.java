package io.streammirror.publisher.admin;

import io.streammirror.api.AcceptRequest;
import io.streammirror.api.ImportRequest;
import io.streammirror.api.OrderResult;
import io.streammirror.bundle.BundleExport;
import io.streammirror.bundle.BundleIntake;
import io.streammirror.bundle.IntakeResult;
import io.streammirror.bundle.PartFiles;
import io.streammirror.bundle.PublishedFiles;
import io.streammirror.bundle.SignedManifest;
import io.streammirror.config.Settings;
import io.streammirror.config.SettingsFixture;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.MirrorState;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.Signer;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.publisher.admin.AdministeredMirror.RecordedCommands;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.sign.PublisherIdentity;
import io.streammirror.publisher.snapshot.BlobInventoryCache;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.publisher.switchover.MirrorPublisher;
import io.streammirror.publisher.switchover.PublishNeed;
import io.streammirror.publisher.switchover.PublishStages;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.testing.time.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A site without an upstream, which takes the bundles of another one into a mirror of its own, and publishes them. */
final class OfflineSite {
    static final MirrorName OFFLINE = new MirrorName("offline");
    static final SigningKey SENDER = newKey();

    private static final Operator BOB = new Operator("bob", "disk 7");

    private final SigningKey own = newKey();
    private final ManualClock clock;
    private final InMemoryObjectStore store;
    private final DecisionLog log;
    private final RecordedCommands commands = new RecordedCommands();
    private final Settings settings;
    private final MirrorPublisher publisher;

    OfflineSite(Instant now) {
        this.clock = new ManualClock(now);
        this.store = new InMemoryObjectStore(clock);
        this.log = new DecisionLog(store, clock, "test");
        this.settings = SettingsFixture.settings(SettingsFixture.mirror(OFFLINE)
                .importing(SENDER.publicKeyring())
                .build());
        this.publisher = new MirrorPublisher(
                Objects.requireNonNull(settings.mirrors().get(OFFLINE)),
                store,
                new BlobInventoryCache(store, clock),
                log,
                new PublisherIdentity(own, Set.of()),
                new PublisherState(settings, clock),
                event -> {},
                PublishStages.UNOBSERVED,
                clock);
    }

    static SigningKey newKey() {
        return SigningKey.generate(
                "Site <site@example.org>", KeyAlgorithm.ED25519, StagedMirrors.NOW.minusSeconds(3600));
    }

    /** Writes a publication of the staging mirror as a whole bundle, signed at a time. */
    static SignedManifest export(
            StagedMirrors sender, Sha256 publication, Path directory, SigningKey key, Instant now) {
        var clock = new ManualClock(now);
        new BundleExport(
                        List.of(PublishedFiles.read(sender.store(), StagedMirrors.STAGING, publication)),
                        blob -> false,
                        null,
                        BundleExport.DEFAULT_PART_BYTES)
                .write(sender.store(), directory, new Signer(key, clock), key.publicKeyring(), now, bytes -> {});
        try {
            return SignedManifest.openUntrusted(Files.readAllBytes(directory.resolve(SignedManifest.FILE)), clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stores the blobs of a bundle and its manifest. */
    IntakeResult store(SignedManifest signed, Path directory) {
        new Blobs(store).storeDocument(signed.bytes(), "text/plain");
        return new BundleIntake(signed, PartFiles.of(signed.manifest(), List.of(directory)), bytes -> {}).into(store);
    }

    OrderResult follow(SignedManifest signed) {
        return new BundleImports(settings, log, store, commands, clock)
                .take(OFFLINE, new ImportRequest("bob", "disk 7", signed.sha256(), null), BOB);
    }

    /** Accepts what is held. */
    void accept() {
        String revision = Objects.requireNonNull(state().held()).revision().hex();
        new Administration(settings, log, commands, clock)
                .accept(OFFLINE, new AcceptRequest(revision, "bob", "the sender went back"));
    }

    /** The publisher takes its turn. */
    void publish() {
        clock.advance(Duration.ofSeconds(1));
        if (publisher.check() != PublishNeed.NOTHING_NEW) {
            publisher.publish();
        }
    }

    MirrorState state() {
        return log.head().state().mirror(OFFLINE);
    }

    Publication live() {
        return new Publications(store)
                .load(OFFLINE, Objects.requireNonNull(state().live()).id());
    }

    SigningKey own() {
        return own;
    }

    DecisionLog log() {
        return log;
    }

    InMemoryObjectStore store() {
        return store;
    }

    RecordedCommands commands() {
        return commands;
    }
}
