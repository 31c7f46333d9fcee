package io.streammirror.config;

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

/** Everything an operator can set, read whole by every service; see {@link SettingsReader} for the file behind it. */
public record Settings(
        SortedMap<MirrorName, MirrorSettings> mirrors,
        Fetch fetch,
        Serve serve,
        Signing signing,
        Store store,
        Kafka kafka,
        Admin admin) {
    public Settings {
        mirrors = Collections.unmodifiableSortedMap(new TreeMap<>(mirrors));
    }

    /** The mirrors that read an upstream. */
    public List<MirrorSettings> polled() {
        return mirrors.values().stream().filter(mirror -> !mirror.isPromoted()).toList();
    }

    /**
     * How fetchers work.
     *
     * @param slots downloads at a time in one fetcher
     * @param buffers bytes of part buffers shared by all slots of one fetcher
     * @param minRate bytes a second below which a download counts as stalled
     * @param bandwidth budget of the whole fleet
     * @param idleTimeout the longest silence of a source: before its answer, and between any two bytes of it
     * @param drainTimeout how long downloads under way may last after the service was asked to stop
     */
    public record Fetch(
            int slots,
            int connectionsPerHost,
            long buffers,
            long minRate,
            BandwidthPlan bandwidth,
            Duration idleTimeout,
            Duration drainTimeout) {}

    /**
     * How the publisher serves.
     *
     * @param cacheSize in bytes; 0 for no cache
     * @param tls empty for plain HTTP
     * @param connections to the public port at a time
     * @param connectionsPerClient of these, from one address; 0 for no limit of its own
     * @param storeConnections to the store at a time, for items that are not in the cache
     * @param drainTimeout how long answers under way may take to end after the service is asked to stop
     */
    public record Serve(
            Path cache,
            long cacheSize,
            Optional<Tls> tls,
            int connections,
            int connectionsPerClient,
            int storeConnections,
            Duration drainTimeout) {}

    /**
     * PEM files of the public port, read again when they change.
     *
     * @param certificate with its chain
     * @param key may be the same file
     */
    public record Tls(Path certificate, Path key) {}

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

    /**
     * The S3-compatible store.
     *
     * @param endpoint empty for the embedded store, which passes its own
     * @param singleWriter the operator's word that only one publisher and one watcher write, for stores without conditional PUT
     * @param idleTimeout the longest silence of the store, either way
     * @param upload how the bytes of items are sent
     * @param capacity bytes that the blobs may take, for alerts; empty when it is not known
     */
    public record Store(
            Optional<URI> endpoint,
            String bucket,
            String region,
            Optional<Path> credentialsFile,
            boolean singleWriter,
            Duration idleTimeout,
            UploadWay upload,
            Optional<Long> capacity) {}

    /**
     * The broker.
     *
     * @param bootstrap empty for the embedded broker, which passes its own
     */
    public record Kafka(Optional<String> bootstrap, Optional<Path> propertiesFile) {}

    /** Who may change things. */
    public record Admin(Optional<Path> tokenFile) {}
}
