package io.streammirror.bundle;

import io.streammirror.decision.DecisionLog;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.Signer;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobInventory;
import io.streammirror.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Writes what a site has: its requests and receipts. */
public final class SiteReports {
    private final ObjectStore store;
    private final SigningKey key;
    private final Clock clock;

    public SiteReports(ObjectStore store, SigningKey key, Clock clock) {
        this.store = store;
        this.key = key;
        this.clock = clock;
    }

    /** Lists the whole store with the receipts of an import, and writes the signed report. */
    public SiteReport receipt(List<SiteReport.Receipt> receipts, Path file) {
        return write(live(mirror -> true), BlobInventory.read(store).hashes(), receipts, file);
    }

    /**
     * Lists what the store has, and writes the signed report.
     *
     * @param mirrors whose live publications are meant; none for everything in the store
     * @throws BundleException when such a mirror has published nothing
     */
    public SiteReport request(Set<MirrorName> mirrors, Path file) {
        if (mirrors.isEmpty()) {
            return receipt(List.of(), file);
        }
        var live = live(mirrors::contains);
        if (!live.keySet().containsAll(mirrors)) {
            throw new BundleException("of " + mirrors + " only " + live.keySet()
                    + " have published anything: leave the others out, and their bundle carries everything");
        }
        Set<Sha256> listed = new HashSet<>();
        live.forEach((mirror, id) ->
                PublishedFiles.read(store, mirror, id).files().values().forEach(each -> listed.add(each.sha256())));
        listed.retainAll(Set.copyOf(BlobInventory.read(store).hashes()));
        return write(live, listed.stream().sorted().toList(), List.of(), file);
    }

    private SortedMap<MirrorName, Sha256> live(Predicate<MirrorName> included) {
        var live = new TreeMap<MirrorName, Sha256>();
        new DecisionLog(store, clock, "command").head().state().mirrors().forEach((mirror, state) -> {
            if (state.live() != null && included.test(mirror)) {
                live.put(mirror, state.live().id());
            }
        });
        return live;
    }

    private SiteReport write(
            SortedMap<MirrorName, Sha256> live, List<Sha256> blobs, List<SiteReport.Receipt> receipts, Path file) {
        var report = new SiteReport(
                SiteReport.FORMAT,
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                key.fingerprint(),
                new String(key.publicKeyring().armored(), StandardCharsets.US_ASCII),
                live,
                blobs,
                receipts);
        SignedReport.write(report, new Signer(key, clock), file);
        return report;
    }
}
