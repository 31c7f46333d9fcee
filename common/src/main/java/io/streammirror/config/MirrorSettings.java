package io.streammirror.config;

import io.streammirror.mirror.MirrorName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One mirror as the operator wants it.
 *
 * @param source base URL of the upstream tree, or the URL of an index document in it
 * @param keyring name of a bundled keyring, or the path of a keyring file
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
        String keyring,
        List<String> fingerprints,
        boolean unsigned,
        List<String> allow,
        String path,
        Duration pollInterval,
        Duration maxUpstreamAge,
        double maxRemoval,
        List<String> excludeStreams,
        List<SelectionSettings> selections,
        boolean wholeVersions,
        Retention retention) {
    public MirrorSettings {
        fallbackSources = List.copyOf(fallbackSources);
        fingerprints = List.copyOf(fingerprints);
        allow = List.copyOf(allow);
        excludeStreams = List.copyOf(excludeStreams);
        selections = List.copyOf(selections);
    }

    /**
     * One selection: filters that an item must all pass, and how many versions to keep of each product.
     *
     * @param filters expressions of {@code sstream-mirror}'s language, checked when the settings were read
     */
    public record SelectionSettings(List<String> filters, OptionalInt max) {
        public SelectionSettings {
            filters = List.copyOf(filters);
        }
    }

    /**
     * What is kept after it was superseded or dropped upstream: the newest publications by count, and all younger than the
     * grace.
     */
    public record Retention(int publications, Duration grace, Duration keepRemoved) {}
}
