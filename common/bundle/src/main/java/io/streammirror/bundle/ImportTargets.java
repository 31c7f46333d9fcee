package io.streammirror.bundle;

import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.SignatureVerifier;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A bundle whose signature every mirror that takes it trusts.
 *
 * @param targets the mirrors of this site, each with the publication that it takes
 */
public record ImportTargets(SignedManifest signed, SortedMap<MirrorName, BundledPublication> targets) {
    public ImportTargets {
        targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    }

    /**
     * Finds the mirrors and verifies the signature for each of them.
     *
     * @param mirror the only mirror that takes the bundle; null for those with the names of the sender's mirrors
     * @throws BundleException when the signature is not trusted
     * @throws IllegalArgumentException when no mirror takes the bundle
     */
    public static ImportTargets of(byte[] bytes, Settings settings, @Nullable String mirror, Clock clock) {
        List<MirrorSettings> takers = settings.mirrors().values().stream()
                .filter(MirrorSettings::isImported)
                .filter(each -> mirror == null || each.name().value().equals(mirror))
                .toList();
        if (takers.isEmpty()) {
            throw new IllegalArgumentException(
                    (mirror == null ? "no mirror" : "mirror '" + mirror + "' is not known, or")
                            + " is not configured with 'import': add import.keyring, the sender's keyring, to the mirror");
        }
        var targets = new TreeMap<MirrorName, BundledPublication>();
        SignedManifest signed = null;
        BundleException refusal = null;
        for (MirrorSettings taker : takers) {
            try {
                signed = SignedManifest.open(
                        bytes,
                        new SignatureVerifier(taker.keyring().orElseThrow(), taker.fingerprints(), Set.of(), clock));
                add(taker, signed, mirror != null, targets);
            } catch (BundleException e) {
                refusal = e;
            }
        }
        if (signed == null) {
            throw new BundleException((refusal == null ? "the bundle is refused" : refusal.getMessage())
                    + "; nothing of it was taken in. If you trust that sender, add its key to import.keyring");
        }
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("the bundle has publications of "
                    + signed.manifest().publications().stream()
                            .map(BundledPublication::mirror)
                            .toList()
                    + ", and no mirror of this site with 'import' has such a name: name one with --mirror");
        }
        return new ImportTargets(signed, targets);
    }

    private static void add(
            MirrorSettings taker,
            SignedManifest signed,
            boolean named,
            SortedMap<MirrorName, BundledPublication> targets) {
        List<BundledPublication> all = signed.manifest().publications();
        signed.manifest()
                .publication(taker.name())
                .ifPresentOrElse(publication -> targets.put(taker.name(), publication), () -> {
                    if (named && all.size() == 1) {
                        targets.put(taker.name(), all.get(0));
                    }
                });
    }
}
