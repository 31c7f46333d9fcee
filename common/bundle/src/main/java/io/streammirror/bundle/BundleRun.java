package io.streammirror.bundle;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one import did with one bundle, so far. */
public final class BundleRun {
    private final ImportTargets bundle;
    private final IntakeResult taken;
    private final IntakeResult left;
    private final SortedMap<MirrorName, Long> entries = new TreeMap<>();
    private @Nullable String held;

    /**
     * @param taken by this import
     * @param left what the store lacks after all bundles were taken in
     */
    public BundleRun(ImportTargets bundle, IntakeResult taken, IntakeResult left) {
        this.bundle = bundle;
        this.taken = taken;
        this.left = left;
    }

    public ImportTargets bundle() {
        return bundle;
    }

    public IntakeResult left() {
        return left;
    }

    /** Notes that a mirror follows the bundle. */
    public void followed(MirrorName mirror, long entry) {
        entries.put(mirror, entry);
    }

    /** Notes that a mirror holds the bundle. */
    public void held(MirrorName mirror, long entry, String reason) {
        entries.put(mirror, entry);
        held = reason;
    }

    /** The hashes of the blobs that are still missing. */
    public List<Sha256> missing() {
        return missing(left);
    }

    /** The hashes of the blobs that a result names as missing. */
    public static List<Sha256> missing(IntakeResult result) {
        return Stream.concat(result.lost().stream().map(IntakeResult.Lost::blob), result.absent().stream())
                .map(blob -> blob.sha256())
                .distinct()
                .toList();
    }

    public SiteReport.Receipt receipt() {
        SignedManifest signed = bundle.signed();
        return new SiteReport.Receipt(
                signed.sha256(),
                signed.signature().signer(),
                signed.manifest().publications().stream()
                        .map(BundledPublication::id)
                        .toList(),
                taken.stored().stream().map(blob -> blob.sha256()).toList(),
                taken.storedBytes(),
                taken.present(),
                missing(),
                entries,
                held);
    }
}
