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
 * One mirror as the operator wants it: it reads an upstream, has what is promoted from another mirror, or what bundles carry.
 *
 * @param keys what the operator wrote; code reads a key that depends on no other one here
 * @param keyring whose signatures are believed; empty where the operator said that the source has none, and for a mirror with {@code from}
 * @param selections what to mirror, in union; none means everything
 * @param maas the releases of MAAS that read the mirror
 */
public record MirrorSettings(
        MirrorName name, MirrorKeys keys, Optional<Keyring> keyring, List<Selection> selections, MaasRange maas) {
    public MirrorSettings {
        if (Stream.of(keys.source(), keys.from(), keys.sender())
                        .filter(Optional::isPresent)
                        .count()
                != 1) {
            throw new IllegalArgumentException("mirror '" + name
                    + "' must have one of a source, a mirror it is promoted from and a sender of bundles");
        }
        selections = List.copyOf(selections);
    }

    /** Whether the content comes from an upstream. If not, nothing is polled and nothing fetched. */
    public boolean isPolled() {
        return source().isPresent();
    }

    /** Whether the content comes by promotion only. */
    public boolean isPromoted() {
        return from().isPresent();
    }

    /** Whether the content comes by bundles only. */
    public boolean isImported() {
        return keys.sender().isPresent();
    }

    /** Whether the source is taken without any signature. */
    public boolean unsigned() {
        return source().isPresent() && keyring.isEmpty();
    }

    /** Whether one key alone counts of a keyring that holds several, any of which may sign upstream's next document. */
    public boolean pinsOneOfSeveral() {
        return fingerprints().size() == 1
                && keyring.filter(keys -> keys.fingerprints().size() > 1).isPresent();
    }

    /**
     * A hash of what is wanted, and from where. While it stays the same, only upstream can change what a mirror gets.
     */
    public Sha256 selectionHash() {
        var text = new StringBuilder();
        Stream.concat(
                        Stream.of(origin(), "whole-versions " + keys.wholeVersions()),
                        excludeStreams().stream().map(pattern -> "exclude-streams " + pattern))
                .forEach(line -> text.append(line).append('\n'));
        if (!keys.publishAfter().isZero()) {
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
        return source().map(url -> "source " + url)
                .or(() -> from().map(mirror -> "from " + mirror))
                .orElse("import");
    }

    /** The same mirror with other selections. */
    public MirrorSettings withSelections(List<Selection> others) {
        return new MirrorSettings(name, keys, keyring, others, maas);
    }

    /**
     * How long products stay that upstream offers no more. What was promoted or imported is the whole content, so there they go
     * at once.
     */
    public Optional<Duration> keepRemoved() {
        return isPolled() ? keys.retention().keepRemoved() : Optional.of(Duration.ZERO);
    }

    /** Base URL of the upstream tree, or the URL of an index document in it; empty for a mirror without an upstream. */
    public Optional<URI> source() {
        return keys.source();
    }

    /** The mirror whose publications are promoted into this one; empty for any other mirror. */
    public Optional<MirrorName> from() {
        return keys.from();
    }

    public List<URI> fallbackSources() {
        return keys.fallbackSources().orElse(List.of());
    }

    /** The credentials for the hosts of the sources. */
    public Credentials credentials() {
        return keys.credentialsFile().orElse(Credentials.NONE);
    }

    public Set<Fingerprint> fingerprints() {
        return Set.copyOf(keys.sender()
                .map(MirrorKeys.Sender::fingerprints)
                .orElseGet(keys::fingerprints)
                .orElse(List.of()));
    }

    /** Weaknesses of upstream's signatures accepted by name. */
    public Set<Weakness> allow() {
        return Set.copyOf(keys.allow().orElse(List.of()));
    }

    /** Where the mirror is served: absolute, in normal form, without a slash at the end. */
    public String path() {
        return keys.path().orElseThrow();
    }

    /** Regular expressions; a content id that one of them matches whole is left out. */
    public List<String> excludeStreams() {
        return keys.excludeStreams().orElse(List.of());
    }

    /** Regular expressions; streams whose content id one of them matches whole are published although MAAS may not be able to read them. */
    public List<String> unfitStreams() {
        return keys.publishUnfitStreams().orElse(List.of());
    }
}
