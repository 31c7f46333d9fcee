package io.streammirror.config;

import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.Fingerprint;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.Weakness;
import io.streammirror.selection.Selection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One mirror as the operator wants it.
 *
 * @param source base URL of the upstream tree, or the URL of an index document in it
 * @param keyring whose signatures are believed; empty where the operator said that the source has none
 * @param allow weaknesses of upstream's signatures accepted by name
 * @param path where the mirror is served: absolute, in normal form, without a slash at the end
 * @param maxUpstreamAge age of upstream's {@code updated} that raises the freeze alarm
 * @param maxRemoval share of versions or bytes, from 0 to 1, that may vanish at once without being held
 * @param excludeStreams regular expressions; a content id that one of them matches whole is left out
 * @param selections what to mirror, in union; none means everything
 */
public record MirrorSettings(
        MirrorName name,
        URI source,
        List<URI> fallbackSources,
        Optional<Path> credentialsFile,
        Optional<Keyring> keyring,
        Set<Fingerprint> fingerprints,
        Set<Weakness> allow,
        String path,
        Duration pollInterval,
        Duration maxUpstreamAge,
        double maxRemoval,
        List<String> excludeStreams,
        List<Selection> selections,
        boolean wholeVersions,
        Retention retention) {
    public MirrorSettings {
        fallbackSources = List.copyOf(fallbackSources);
        fingerprints = Set.copyOf(fingerprints);
        allow = Set.copyOf(allow);
        excludeStreams = List.copyOf(excludeStreams);
        selections = List.copyOf(selections);
    }

    /** Whether the source is taken without any signature. */
    public boolean unsigned() {
        return keyring.isEmpty();
    }

    /**
     * What is kept after it was superseded or dropped upstream: the newest publications by count, and all younger than the
     * grace.
     */
    public record Retention(int publications, Duration grace, Duration keepRemoved) {}
}
