package io.streammirror.config;

import io.streammirror.credentials.Credentials;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.Fingerprint;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.Weakness;
import io.streammirror.selection.Selection;
import io.streammirror.simplestreams.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One mirror as the operator wants it: it reads an upstream, or has what is promoted from another mirror; then all that is about an
 * upstream is empty.
 *
 * @param source base URL of the upstream tree, or the URL of an index document in it; empty for a mirror that is promoted into
 * @param from the mirror whose publications are promoted into this one; empty for a mirror with a source
 * @param credentials what is shown to the hosts of the sources
 * @param keyring whose signatures are believed; empty where the operator said that the source has none
 * @param allow weaknesses of upstream's signatures accepted by name
 * @param path where the mirror is served: absolute, in normal form, without a slash at the end
 * @param maxUpstreamAge age of upstream's {@code updated} that raises the freeze alarm
 * @param maxRemoval share of versions or bytes, from 0 to 1, that may vanish at once without being held
 * @param excludeStreams regular expressions; a content id that one of them matches whole is left out
 * @param unfitStreams regular expressions; streams whose content id one of them matches whole are published although MAAS may not be able
 *     to read them
 * @param publishAfter how long the bytes of a version must have been stored before it is published; zero for at once
 * @param selections what to mirror, in union; none means everything
 * @param maas the releases of MAAS that read the mirror
 */
public record MirrorSettings(
        MirrorName name,
        Optional<URI> source,
        Optional<MirrorName> from,
        List<URI> fallbackSources,
        Credentials credentials,
        Optional<Keyring> keyring,
        Set<Fingerprint> fingerprints,
        Set<Weakness> allow,
        String path,
        Duration pollInterval,
        Duration maxUpstreamAge,
        double maxRemoval,
        List<String> excludeStreams,
        List<String> unfitStreams,
        Duration publishAfter,
        List<Selection> selections,
        boolean wholeVersions,
        Retention retention,
        MaasRange maas) {
    public MirrorSettings {
        if (source.isPresent() == from.isPresent()) {
            throw new IllegalArgumentException(
                    "mirror '" + name + "' must have either a source or a mirror it is promoted from");
        }
        fallbackSources = List.copyOf(fallbackSources);
        fingerprints = Set.copyOf(fingerprints);
        allow = Set.copyOf(allow);
        excludeStreams = List.copyOf(excludeStreams);
        unfitStreams = List.copyOf(unfitStreams);
        selections = List.copyOf(selections);
    }

    /** A mirror that reads no upstream, for all releases of MAAS that are in use. */
    public static MirrorSettings promoted(
            MirrorName name, MirrorName from, String path, List<String> unfitStreams, Retention retention) {
        return promoted(name, from, path, unfitStreams, retention, MaasRange.DEFAULT);
    }

    /**
     * A mirror that reads no upstream. Products that a promotion leaves out go at once: what was promoted is the whole content.
     *
     * @param from the mirror whose publications are promoted into this one
     * @param retention of which {@code keepRemoved} counts for nothing
     */
    public static MirrorSettings promoted(
            MirrorName name,
            MirrorName from,
            String path,
            List<String> unfitStreams,
            Retention retention,
            MaasRange maas) {
        return new MirrorSettings(
                name,
                Optional.empty(),
                Optional.of(from),
                List.of(),
                Credentials.NONE,
                Optional.empty(),
                Set.of(),
                Set.of(),
                path,
                Duration.ZERO,
                Duration.ZERO,
                1,
                List.of(),
                unfitStreams,
                Duration.ZERO,
                List.of(),
                true,
                new Retention(
                        retention.publications(),
                        retention.grace(),
                        Optional.of(Duration.ZERO),
                        retention.overlap(),
                        retention.upstreamDocuments()),
                maas);
    }

    /** Whether the content comes by promotion only, so that nothing is polled and nothing fetched. */
    public boolean isPromoted() {
        return from.isPresent();
    }

    /** Whether the source is taken without any signature. */
    public boolean unsigned() {
        return source.isPresent() && keyring.isEmpty();
    }

    /**
     * A hash of what is wanted, and from where. While it stays the same, only upstream can change what a mirror gets.
     */
    public Sha256 selectionHash() {
        var text = new StringBuilder();
        Stream.concat(
                        Stream.of(origin(), "whole-versions " + wholeVersions),
                        excludeStreams.stream().map(pattern -> "exclude-streams " + pattern))
                .forEach(line -> text.append(line).append('\n'));
        if (!publishAfter.isZero()) {
            text.append("publish-after\n");
        }
        for (Selection selection : selections) {
            text.append("selection max ").append(selection.max().orElse(0)).append('\n');
            selection
                    .filters()
                    .forEach(filter -> text.append("filter ").append(filter).append('\n'));
        }
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String origin() {
        return source.map(url -> "source " + url)
                .orElseGet(() -> "from " + from.map(MirrorName::value).orElse(""));
    }

    /** The same mirror with other selections. */
    public MirrorSettings withSelections(List<Selection> others) {
        return new MirrorSettings(
                name,
                source,
                from,
                fallbackSources,
                credentials,
                keyring,
                fingerprints,
                allow,
                path,
                pollInterval,
                maxUpstreamAge,
                maxRemoval,
                excludeStreams,
                unfitStreams,
                publishAfter,
                others,
                wholeVersions,
                retention,
                maas);
    }

    /**
     * What is kept after it was superseded or dropped upstream: the newest publications by count, and all younger than the
     * grace.
     *
     * @param keepRemoved how long products stay that upstream offers no more; zero follows upstream at once, empty keeps them for ever
     * @param overlap how long a version that a newer one replaced stays listed beside it; zero for not at all
     * @param upstreamDocuments how long upstream's documents of accepted and held states are kept for an auditor
     */
    public record Retention(
            int publications,
            Duration grace,
            Optional<Duration> keepRemoved,
            Duration overlap,
            Duration upstreamDocuments) {
        /** No overlap, and documents of a year. */
        public Retention(int publications, Duration grace, Optional<Duration> keepRemoved) {
            this(publications, grace, keepRemoved, Duration.ZERO, Duration.ofDays(365));
        }
    }
}
