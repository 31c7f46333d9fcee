package io.streammirror.publisher.admin;

import io.streammirror.api.ImportRequest;
import io.streammirror.api.OrderResult;
import io.streammirror.bundle.BundleException;
import io.streammirror.bundle.BundledPublication;
import io.streammirror.bundle.SignedManifest;
import io.streammirror.catalog.Catalog;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.HeldChange;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Objection;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobInventory;
import io.streammirror.store.Blobs;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.upstream.Depth;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.upstream.ReadResult;
import io.streammirror.upstream.UpstreamException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes mirrors follow bundles, whose blobs the command has put into the store. The signature of the manifest is verified here again, with
 * the keyring of this publisher's own configuration.
 */
@Singleton
final class BundleImports {
    private final Settings settings;
    private final DecisionLog log;
    private final ObjectStore store;
    private final Commands commands;
    private final Clock clock;

    BundleImports(Settings settings, DecisionLog log, ObjectStore store, Commands commands, Clock clock) {
        this.settings = settings;
        this.log = log;
        this.store = store;
        this.commands = commands;
        this.clock = clock;
    }

    /**
     * Follows the publication of a bundle, or holds it when the guard objects.
     *
     * @param mirror one that is configured with {@code import}
     * @throws AdminException when the bundle is not believed, or not all of it is stored; then nothing changes
     */
    OrderResult take(MirrorName mirror, ImportRequest request, Operator by) {
        Administration.requireKnown(settings, mirror);
        MirrorSettings into = Objects.requireNonNull(settings.mirrors().get(mirror));
        if (!into.isImported()) {
            throw new AdminException(
                    409, "mirror '" + mirror + "' is not configured with 'import', so it takes no bundles");
        }
        SignedManifest signed = manifest(into, request.manifest());
        BundledPublication publication = publication(signed, request);
        requireStored(signed);
        var adoption = new BundleAdoption(into, store, clock, read(into, signed, publication));
        Optional<LogEntry> entry = log.append(head -> adoption.proposal(head, by));
        entry.ifPresent(given -> commands.announce(by.decided(mirror, given)));
        LogEntry last = entry.orElseGet(() -> Objects.requireNonNull(log.head().entry()));
        return new OrderResult(
                mirror,
                last.sequence(),
                entry.isPresent(),
                message(mirror, signed, last.state().mirror(mirror)));
    }

    private static String message(MirrorName mirror, SignedManifest signed, MirrorState state) {
        HeldChange held = state.held();
        return "bundle " + signed.sha256().abbreviated()
                + (held == null
                        ? " is imported"
                        : " is held: "
                                + held.objections().stream()
                                        .map(Objection::toString)
                                        .collect(Collectors.joining("; "))
                                + "; to publish it nevertheless: mirror accept " + mirror + " "
                                + held.revision().abbreviated());
    }

    private SignedManifest manifest(MirrorSettings into, Sha256 sha256) {
        try {
            return SignedManifest.open(
                    new Blobs(store).read(sha256, SignedManifest.MAX_BYTES),
                    new SignatureVerifier(into.keyring().orElseThrow(), into.fingerprints(), Set.of(), clock));
        } catch (ObjectMissingException e) {
            throw new AdminException(409, "the store has no manifest " + sha256 + ": run 'mirror import' again");
        } catch (BundleException e) {
            throw new AdminException(409, String.valueOf(e.getMessage()));
        }
    }

    private static BundledPublication publication(SignedManifest signed, ImportRequest request) {
        var all = signed.manifest().publications();
        MirrorName named = request.publication();
        if (named == null && all.size() == 1) {
            return all.get(0);
        }
        return Optional.ofNullable(named)
                .flatMap(signed.manifest()::publication)
                .orElseThrow(() -> new AdminException(
                        409,
                        "the bundle has publications of "
                                + all.stream()
                                        .map(publication -> "mirror '" + publication.mirror() + "'")
                                        .collect(Collectors.joining(", "))
                                + ": name one of them"));
    }

    private void requireStored(SignedManifest signed) {
        BlobInventory inventory = BlobInventory.read(store);
        long missing = signed.manifest().blobs().stream()
                .filter(blob -> !inventory.contains(blob.sha256(), blob.size()))
                .count();
        if (missing > 0) {
            throw new AdminException(
                    409,
                    "the store lacks " + missing + " blobs of the bundle: run 'mirror import' again, which names them");
        }
    }

    private BundleAdoption.Read read(MirrorSettings into, SignedManifest signed, BundledPublication publication) {
        var upstream = MirrorUpstream.vouched(
                into, BundleDocuments.location(publication), new BundleDocuments(new Blobs(store), publication));
        try {
            ReadResult reading = upstream.read(null, Depth.EVERYTHING)
                    .filter(ReadResult::isWhole)
                    .orElseThrow(() -> new AdminException(409, "the bundle lacks documents that its index names"));
            Catalog catalog = upstream.select(reading.set(), null);
            return new BundleAdoption.Read(signed, publication, reading.set(), catalog);
        } catch (UpstreamException e) {
            throw new AdminException(409, "the documents of the bundle cannot be used: " + e.getMessage());
        }
    }
}
