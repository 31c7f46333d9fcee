package io.streammirror.openpgp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The real gpg and gpgv in a home directory of their own, for cross checks; needs GnuPG 2.2 or later on the path. */
final class Gpg implements AutoCloseable {
    private final AtomicInteger files = new AtomicInteger();
    private final Path home;

    Gpg() throws IOException {
        // Not below the build directory: the path of the agent's socket must be short.
        home = Files.createTempDirectory("gpg");
    }

    /** The result of one run of a command. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Outcome(int exit, byte[] out, String log) {}

    /** Runs gpg and expects success; returns its output. */
    byte[] gpg(byte[] input, String... arguments) {
        var command = new ArrayList<>(List.of(
                "gpg", "--batch", "--yes", "--no-tty", "--pinentry-mode", "loopback", "--passphrase", "", "--quiet"));
        command.addAll(List.of(arguments));
        Outcome outcome = run(input, command);
        if (outcome.exit() != 0) {
            throw new AssertionError(command + " failed: " + outcome.log());
        }
        return outcome.out();
    }

    /** Makes a key that never expires, unless asked to; returns its fingerprint. */
    Fingerprint newKey(String userId, String usage, String expiry, String... options) {
        var arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--status-fd", "1", "--quick-generate-key", userId, "ed25519", usage, expiry));
        String status = new String(gpg(new byte[0], arguments.toArray(String[]::new)), StandardCharsets.UTF_8);
        String created = status.lines()
                .filter(line -> line.contains("KEY_CREATED"))
                .findFirst()
                .orElseThrow();
        return Fingerprint.parse(created.substring(created.lastIndexOf(' ')));
    }

    Keyring export(Fingerprint... keys) {
        return Keyring.parse(gpg(new byte[0], exportCommand(keys)));
    }

    private static String[] exportCommand(Fingerprint... keys) {
        return Stream.concat(Stream.of("--export"), Stream.of(keys).map(Fingerprint::hex))
                .toArray(String[]::new);
    }

    /** The keybox in which gpg keeps all keys made so far. */
    byte[] keybox() throws IOException {
        return Files.readAllBytes(home.resolve("pubring.kbx"));
    }

    /** Revokes a key with the certificate that gpg prepared when it made the key. */
    void revoke(Fingerprint key) throws IOException {
        String prepared = Files.readString(home.resolve("openpgp-revocs.d").resolve(key + ".rev"));
        gpg(prepared.replace(":-----BEGIN", "-----BEGIN").getBytes(StandardCharsets.UTF_8), "--import");
    }

    /** {@code gpgv --keyring FILE -}, as the reference tool and MAAS call it. */
    Outcome gpgv(byte[] keyring, byte[] document) {
        return run(document, List.of("gpgv", "--keyring", file(keyring), "-"));
    }

    Outcome gpgvDetached(byte[] keyring, byte[] data, byte[] signature) {
        return run(new byte[0], List.of("gpgv", "--keyring", file(keyring), file(signature), file(data)));
    }

    /** The text that gpgv read out of a document. */
    Outcome gpgvText(byte[] keyring, byte[] document) {
        return run(document, List.of("gpgv", "--keyring", file(keyring), "--output", "-", "-"));
    }

    private String file(byte[] content) {
        try {
            return Files.write(home.resolve("file" + files.incrementAndGet()), content)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome run(byte[] input, List<String> command) {
        var builder = new ProcessBuilder(command);
        builder.environment().put("GNUPGHOME", home.toString());
        Path log = home.resolve("log");
        builder.redirectError(log.toFile());
        builder.redirectInput(Path.of(file(input)).toFile());
        try {
            Process process = builder.start();
            try (InputStream stream = process.getInputStream()) {
                byte[] out = stream.readAllBytes();
                return new Outcome(process.waitFor(), out, Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        run(new byte[0], List.of("gpgconf", "--kill", "gpg-agent"));
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
