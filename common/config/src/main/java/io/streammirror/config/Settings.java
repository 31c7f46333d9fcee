package io.streammirror.config;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.streammirror.config.KeyConverters.BufferSize;
import io.streammirror.config.KeyConverters.ConnectionCount;
import io.streammirror.config.KeyConverters.ConnectionLimit;
import io.streammirror.config.KeyConverters.ConnectionsPerHost;
import io.streammirror.config.KeyConverters.DurationOrOff;
import io.streammirror.config.KeyConverters.IdleTimeout;
import io.streammirror.config.KeyConverters.ScrubRate;
import io.streammirror.config.KeyConverters.Size;
import io.streammirror.config.KeyConverters.SlotCount;
import io.streammirror.mirror.MirrorName;
import io.streammirror.store.UploadWay;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything an operator can set, read whole by every service; see {@link SettingsReader} for the file behind it.
 *
 * @param notifications webhooks by name
 */
public record Settings(
        SortedMap<MirrorName, MirrorSettings> mirrors,
        Fetch fetch,
        Serve serve,
        Signing signing,
        Store store,
        Kafka kafka,
        Admin admin,
        SortedMap<String, NotificationKeys> notifications,
        Scrub scrub,
        Logging logging) {
    public Settings {
        notifications = Collections.unmodifiableSortedMap(new TreeMap<>(notifications));
        mirrors = Collections.unmodifiableSortedMap(new TreeMap<>(mirrors));
    }

    /** The mirrors that read an upstream. */
    public List<MirrorSettings> polled() {
        return mirrors.values().stream().filter(MirrorSettings::isPolled).toList();
    }

    /** How fetchers work. */
    public interface Fetch {
        /** Downloads at a time in one fetcher. */
        @WithConverter(SlotCount.class)
        @WithDefault("4")
        int slots();

        @WithConverter(ConnectionsPerHost.class)
        @WithDefault("8")
        int connectionsPerHost();

        /** Bytes of part buffers shared by all slots of one fetcher. */
        @WithConverter(BufferSize.class)
        @WithDefault("56M")
        long buffers();

        /** Bytes a second below which a download counts as stalled. */
        @WithConverter(Size.class)
        @WithDefault("100K")
        long minRate();

        /** Budget of the whole fleet. */
        @WithDefault("off")
        BandwidthPlan bandwidth();

        /** The longest silence of a source: before its response, and between any two bytes of it. */
        @WithConverter(IdleTimeout.class)
        @WithDefault("30s")
        Duration idleTimeout();

        /** How long downloads under way may last after the service was asked to stop. */
        @WithDefault("4s")
        Duration drainTimeout();
    }

    /** How the publisher serves. */
    public interface Serve {
        @WithDefault("cache")
        DataPath cache();

        /** In bytes; 0 for no cache. */
        @WithConverter(Size.class)
        @WithDefault("20G")
        long cacheSize();

        /** PEM file of the certificate with its chain, read again when it changes; empty for plain HTTP. */
        Optional<Path> tls();

        /** PEM file of its key; empty if the key is in the file of the certificate. */
        Optional<Path> tlsKey();

        /** To the public port at a time. */
        @WithConverter(ConnectionCount.class)
        @WithDefault("4000")
        int connections();

        /** Of these, from one address; 0 for no limit of its own. */
        @WithConverter(ConnectionLimit.class)
        @WithDefault("512")
        int connectionsPerClient();

        /** To the store at a time, for items that are not in the cache. */
        @WithConverter(ConnectionCount.class)
        @WithDefault("256")
        int storeConnections();

        /** How long responses under way may take to end after the service is asked to stop. */
        @WithDefault("2m")
        Duration drainTimeout();

        /** Whether requests of readers are traced too; without an export of traces it changes nothing. */
        @WithDefault("false")
        boolean traceRequests();
    }

    /**
     * The mirror's own signing key.
     *
     * @param external who signs instead of the key of the file, which is not read then
     */
    public record Signing(Path keyFile, Optional<Path> passphraseFile, Optional<ExternalSigner> external) {}

    /**
     * A command that keeps the key to itself.
     *
     * @param command program and arguments, run without a shell; never empty
     * @param publicKeyFile what verifies its signatures
     * @param timeout the longest time for one signature
     */
    public record ExternalSigner(List<String> command, Path publicKeyFile, Duration timeout) {
        public ExternalSigner {
            command = List.copyOf(command);
        }
    }

    /** The S3-compatible store. */
    public interface Store {
        /** Empty for the embedded store, which passes its own. */
        Optional<URI> endpoint();

        @WithDefault("stream-mirror")
        String bucket();

        @WithDefault("us-east-1")
        String region();

        Optional<Path> credentialsFile();

        /** The operator's word that only one publisher and one watcher write, for stores without conditional PUT. */
        @WithDefault("false")
        boolean singleWriter();

        /** The longest silence of the store, either way. */
        @WithConverter(IdleTimeout.class)
        @WithDefault("60s")
        Duration idleTimeout();

        /** How the bytes of items are sent. */
        @WithDefault("direct")
        UploadWay upload();

        /** Bytes that the blobs may take, for alerts; empty when it is not known. */
        @WithConverter(Size.class)
        Optional<Long> capacity();
    }

    /** The broker. */
    public interface Kafka {
        /** Empty for the embedded broker, which passes its own. */
        Optional<String> bootstrap();

        Optional<Path> propertiesFile();
    }

    /** How stored blobs are verified again. */
    public interface Scrub {
        /** Within which each blob is verified; zero for never. When empty, 30 days for the embedded store, and never for others. */
        @WithConverter(DurationOrOff.class)
        Optional<Duration> every();

        /** Bytes a second. */
        @WithConverter(ScrubRate.class)
        @WithDefault("20M")
        long rate();

        /** The time of day in which blobs are verified that are not late; empty for the whole day. */
        Optional<ScrubWindow> window();
    }

    /** How services log. */
    public interface Logging {
        @WithDefault("text")
        LogFormat format();
    }

    /** Access of administrators. */
    public interface Admin {
        Optional<Path> tokenFile();
    }
}
