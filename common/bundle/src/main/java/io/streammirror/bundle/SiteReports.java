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
import java.util.List;
import java.util.TreeMap;

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

    /**
     * Lists the store and writes the signed report.
     *
     * @param receipts of an import; none for a request
     */
    public SiteReport write(List<SiteReport.Receipt> receipts, Path file) {
        var live = new TreeMap<MirrorName, Sha256>();
        new DecisionLog(store, clock, "command").head().state().mirrors().forEach((mirror, state) -> {
            if (state.live() != null) {
                live.put(mirror, state.live().id());
            }
        });
        var report = new SiteReport(
                SiteReport.FORMAT,
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                key.fingerprint(),
                new String(key.publicKeyring().armored(), StandardCharsets.US_ASCII),
                live,
                BlobInventory.read(store).hashes(),
                receipts);
        SignedReport.write(report, new Signer(key, clock), file);
        return report;
    }
}
