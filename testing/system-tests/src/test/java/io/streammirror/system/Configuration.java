package io.streammirror.system;

import io.streammirror.store.StoreCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a configuration file, with the keyrings beside it. */
final class Configuration {
    private final Path directory;
    private final StringBuilder yaml = new StringBuilder("stream-mirror:\n  mirrors:\n");

    Configuration(Path directory) {
        this.directory = directory;
    }

    /** Where a mirror of that name is served. */
    static String servedAt(String mirror) {
        return "maas/" + mirror;
    }

    /** Adds a mirror; {@code more} are further lines of its section. */
    Configuration mirror(String name, Upstream upstream, String... more) {
        return mirror(name, upstream.base(), upstream.keyring(), more);
    }

    Configuration mirror(String name, URI source, byte[] keyring, String... more) {
        try {
            Files.write(directory.resolve(name + ".gpg"), keyring);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        yaml.append("""
                %s:
                  source: %s
                  keyring: %s.gpg
                  path: /%s
                  poll-interval: 2s
            """.formatted(name, source, name, servedAt(name)));
        for (String line : more) {
            yaml.append("      ").append(line).append('\n');
        }
        return this;
    }

    /** Adds a mirror of a source without signatures. */
    Configuration unsigned(String name, URI source, String... more) {
        yaml.append("""
                %s:
                  source: %s
                  unsigned: true
                  path: /%s
                  poll-interval: 2s
            """.formatted(name, source, servedAt(name)));
        for (String line : more) {
            yaml.append("      ").append(line).append('\n');
        }
        return this;
    }

    /** Adds a mirror that is promoted from another. */
    Configuration promoted(String name, String from) {
        yaml.append("""
                 %s: {from: %s, path: /%s, retention: {overlap: 0}}
             """.formatted(name, from, servedAt(name)));
        return this;
    }

    /** Adds a mirror that has its content from bundles. */
    Configuration imported(String name, byte[] senderKeyring) {
        try {
            Files.write(directory.resolve(name + ".gpg"), senderKeyring);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        yaml.append("""
                 %s: {path: /%s, import: {keyring: %s.gpg}, retention: {overlap: 0}}
             """.formatted(name, servedAt(name), name));
        return this;
    }

    /** Ends the mirrors and adds another section, on one line. */
    Configuration section(String name, String content) {
        yaml.append("  ").append(name).append(": ").append(content).append('\n');
        return this;
    }

    /** Ends the mirrors; the store is another than that of the stack. */
    Configuration store(URI endpoint, StoreCredentials credentials) {
        Path file = directory.resolve("credentials");
        try {
            Files.writeString(
                    file, "access-key=" + credentials.accessKey() + "\nsecret-key=" + credentials.secretKey() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return section("store", "{endpoint: '" + endpoint + "', credentials-file: '" + file + "'}");
    }

    Path write() {
        try {
            return Files.writeString(directory.resolve("mirror.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
