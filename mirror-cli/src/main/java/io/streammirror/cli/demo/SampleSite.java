package io.streammirror.cli.demo;

import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.Signer;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.sample.SampleTree;
import io.streammirror.sample.SampleUpstream;
import io.streammirror.simplestreams.VersionName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * A signed sample upstream that keeps its key and its last release in a directory. So a mirror finds the same signer
 * and no older state after a restart.
 */
public final class SampleSite implements AutoCloseable {
    /** The path of the mirror, as in a mirror of the real tree. */
    public static final String MIRROR_PATH = "/maas/images/ephemeral-v3/stable";

    /** Images.maas.io releases about weekly. */
    private static final int DAYS_BETWEEN_RELEASES = 7;

    private static final String KEYRING = "upstream.gpg";

    private final Path directory;
    private final Clock clock;
    private final SampleUpstream upstream;
    private SampleTree tree;

    private SampleSite(Path directory, Clock clock, SigningKey key, InetSocketAddress address) throws IOException {
        this.directory = directory;
        this.clock = clock;
        this.tree = remembered();
        this.upstream = new SampleUpstream(tree.tree(), new Signer(key, clock), address);
    }

    /** Serves on a free loopback port; creates key and directory at the first start. */
    public static SampleSite open(Path directory, Clock clock) throws IOException {
        return open(directory, clock, SampleUpstream.LOOPBACK);
    }

    /**
     * Serves on an address; creates key and directory at the first start.
     *
     * @throws UncheckedIOException when the address cannot be used
     */
    public static SampleSite open(Path directory, Clock clock, InetSocketAddress address) throws IOException {
        Files.createDirectories(directory);
        SigningKey key = key(directory.resolve("upstream.key"), clock);
        Files.write(directory.resolve(KEYRING), key.publicKeyring().binary());
        return new SampleSite(directory, clock, key, address);
    }

    public URI source() {
        return upstream.base();
    }

    /** The file with the public key of its signatures. */
    public Path keyring() {
        return directory.resolve(KEYRING);
    }

    /** Writes a configuration that mirrors this site as the default configuration mirrors the real one; returns the file. */
    public Path writeConfiguration() throws IOException {
        return Files.writeString(directory.resolve("mirror.yaml"), """
            # Written by `mirror demo` at each start.
            stream-mirror:
              mirrors:
                maas-sample:
                  source: %s
                  keyring: %s
                  path: %s
                  poll-interval: 10s
            """.formatted(source(), keyring(), MIRROR_PATH));
    }

    /** Releases a new version of the Ubuntu images and returns its name. */
    public synchronized VersionName release() throws IOException {
        LocalDate newest = LocalDate.parse(newest().value(), DateTimeFormatter.BASIC_ISO_DATE);
        var next = new VersionName(newest.plusDays(DAYS_BETWEEN_RELEASES).format(DateTimeFormatter.BASIC_ISO_DATE));
        tree = tree.release(next, clock.instant());
        Files.writeString(directory.resolve("released"), next.value());
        upstream.publish(tree.tree());
        return next;
    }

    /** Limits the rate of every later response; zero removes the limit. */
    public void throttle(long bytesPerSecond) {
        upstream.throttle(bytesPerSecond);
    }

    @Override
    public void close() {
        upstream.close();
    }

    private VersionName newest() {
        return tree.versions().get(tree.versions().size() - 1);
    }

    private SampleTree remembered() throws IOException {
        SampleTree first = SampleTree.at(clock.instant());
        Path released = directory.resolve("released");
        return Files.exists(released)
                ? first.release(new VersionName(Files.readString(released).strip()), clock.instant())
                : first;
    }

    private static SigningKey key(Path file, Clock clock) throws IOException {
        if (Files.exists(file)) {
            return SigningKey.read(Files.readAllBytes(file), null);
        }
        SigningKey key = SigningKey.generate("Sample upstream", KeyAlgorithm.ED25519, clock.instant());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, key.write(null));
        return key;
    }
}
