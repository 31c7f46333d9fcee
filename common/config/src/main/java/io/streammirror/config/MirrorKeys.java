package io.streammirror.config;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.streammirror.config.KeyConverters.DurationOrForever;
import io.streammirror.config.KeyConverters.DurationOrZero;
import io.streammirror.config.KeyConverters.FilterExpression;
import io.streammirror.config.KeyConverters.PositiveDuration;
import io.streammirror.config.KeyConverters.PublicPath;
import io.streammirror.config.KeyConverters.PublicationCount;
import io.streammirror.config.KeyConverters.RegularExpression;
import io.streammirror.config.KeyConverters.Share;
import io.streammirror.config.KeyConverters.VersionCount;
import io.streammirror.credentials.Credentials;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.Fingerprint;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.Weakness;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The keys of one mirror, as the operator wrote them. {@link MirrorSettings} joins those that depend on each other.
 *
 * <p>A mirror with {@code from} or {@code import} may have only the keys of {@link MirrorCheck}.
 */
public interface MirrorKeys {
    /** Base URL of the upstream tree, or the URL of an index document in it. */
    Optional<URI> source();

    /** The mirror whose publications are promoted into this one. */
    Optional<MirrorName> from();

    /** The sender of the bundles from which the mirror has its content. */
    @WithName("import")
    Optional<Sender> sender();

    Optional<List<URI>> fallbackSources();

    /** The credentials for the hosts of the sources. */
    Optional<Credentials> credentialsFile();

    @WithDefault("ubuntu-cloudimage")
    Keyring keyring();

    Optional<List<Fingerprint>> fingerprints();

    @WithDefault("false")
    boolean unsigned();

    /** Weaknesses of upstream's signatures accepted by name. */
    Optional<List<Weakness>> allow();

    @WithConverter(PublicPath.class)
    Optional<String> path();

    @WithConverter(PositiveDuration.class)
    @WithDefault("15m")
    Duration pollInterval();

    /** Age of upstream's {@code updated} that raises the freeze alarm. */
    @WithConverter(PositiveDuration.class)
    @WithDefault("90d")
    Duration maxUpstreamAge();

    /** Share of versions or bytes, from 0 to 1, that may vanish at once without being held. */
    @WithConverter(Share.class)
    @WithDefault("40%")
    double maxRemoval();

    /** A content id that one of them matches whole is left out. */
    Optional<List<@WithConverter(RegularExpression.class) String>> excludeStreams();

    /** Streams whose content id one of them matches whole are published although MAAS may not be able to read them. */
    Optional<List<@WithConverter(RegularExpression.class) String>> publishUnfitStreams();

    /** How long the bytes of a version must have been stored before it is published; zero for at once. */
    @WithConverter(DurationOrZero.class)
    @WithDefault("0")
    Duration publishAfter();

    Optional<List<SelectionKeys>> selections();

    @WithDefault("true")
    boolean wholeVersions();

    Retention retention();

    Maas maas();

    /** Who signs the bundles of a mirror; {@link MirrorCheck} requires the keyring. */
    interface Sender {
        Optional<Keyring> keyring();

        /** Only signatures by these keys count; empty for any key of the keyring. */
        Optional<List<Fingerprint>> fingerprints();
    }

    /** One selection; several of them are a union. */
    interface SelectionKeys {
        Optional<List<@WithConverter(FilterExpression.class) String>> filters();

        @WithConverter(VersionCount.class)
        Optional<Integer> max();
    }

    /**
     * Limits for superseded and dropped content: the newest publications by number, and all that are younger than the
     * grace.
     */
    interface Retention {
        @WithConverter(PublicationCount.class)
        @WithDefault("10")
        int publications();

        @WithDefault("48h")
        Duration grace();

        /** How long products stay that upstream offers no more; zero follows upstream at once, empty keeps them for ever. */
        @WithConverter(DurationOrForever.class)
        @WithDefault("30d")
        Optional<Duration> keepRemoved();

        /** How long a version that a newer one replaced stays listed beside it; zero for not at all. */
        @WithConverter(DurationOrZero.class)
        @WithDefault("2h")
        Duration overlap();

        /** How long upstream's documents of accepted and held states are kept for an auditor. */
        @WithConverter(PositiveDuration.class)
        @WithDefault("365d")
        Duration upstreamDocuments();
    }

    /** The releases of MAAS that read the mirror; {@link MaasRange} checks them. */
    interface Maas {
        @WithDefault("3.4")
        String oldest();

        @WithDefault("3.8")
        String newest();
    }
}
