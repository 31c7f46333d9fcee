package io.streammirror.publisher.assemble;

import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.Version;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Decides which selected versions can be listed with the content of the catalog.
 *
 * <p>They must be complete and old enough. A path has one content in a tree. So a version with other bytes for a path
 * waits for every listed version that needs the earlier bytes: they change together or not at all.
 */
final class Readiness {
    private final Map<VersionKey, Version> fit;
    private final Map<ItemPath, Set<VersionKey>> holders = new HashMap<>();
    private final Set<VersionKey> ready = new HashSet<>();

    /**
     * @param admitted whether a version may be listed if only the others are asked; see {@link ListingRequirements}
     */
    Readiness(Map<VersionKey, Version> fit, Map<VersionKey, Version> kept, BiPredicate<VersionKey, Version> admitted) {
        this.fit = fit;
        fit.forEach((key, version) -> {
            if (admitted.test(key, version)) {
                ready.add(key);
            }
        });
        Map<ItemPath, Sha256> wanted = contents(fit);
        kept.forEach((key, version) -> {
            if (fit.containsKey(key)) {
                StoredBlobs.payloads(version)
                        .filter(payload -> isChanged(payload, wanted))
                        .forEach(payload -> holders.computeIfAbsent(payload.path(), unseen -> new HashSet<>())
                                .add(key));
            }
        });
        while (ready.removeIf(key -> !isFree(key))) {
            // Each one that must wait may be what another one waits for.
        }
    }

    boolean isReady(VersionKey key) {
        return ready.contains(key);
    }

    private boolean isFree(VersionKey key) {
        Version version = fit.get(key);
        return version == null
                || StoredBlobs.payloads(version)
                        .allMatch(payload -> ready.containsAll(holders.getOrDefault(payload.path(), Set.of())));
    }

    private static Map<ItemPath, Sha256> contents(Map<VersionKey, Version> versions) {
        var contents = new HashMap<ItemPath, Sha256>();
        versions.values().forEach(version -> StoredBlobs.payloads(version)
                .forEach(payload -> contents.put(payload.path(), payload.sha256())));
        return contents;
    }

    private static boolean isChanged(Payload payload, Map<ItemPath, Sha256> wanted) {
        return !wanted.getOrDefault(payload.path(), payload.sha256()).equals(payload.sha256());
    }
}
