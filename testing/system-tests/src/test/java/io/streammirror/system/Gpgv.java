package io.streammirror.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Verifies every signature with the real {@code gpgv}, with one exported keyring and no other home. */
final class Gpgv implements AutoCloseable {
    private final Path home;
    private final Path keyring;

    Gpgv(byte[] binaryKeyring) {
        try {
            home = Files.createTempDirectory("gpgv");
            keyring = Files.write(home.resolve("mirror.gpg"), binaryKeyring);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text inside a clear-signed document that gpgv accepts. */
    byte[] text(String name, byte[] clearSigned) {
        return run(name, "--output", "-", write("document", clearSigned));
    }

    /** Fails unless gpgv accepts the detached signature. */
    void verify(String name, byte[] data, byte[] signature) {
        run(name, write("signature", signature), write("data", data));
    }

    private byte[] run(String name, String... arguments) {
        var command = new ArrayList<>(List.of("gpgv", "--homedir", home.toString(), "--keyring", keyring.toString()));
        command.addAll(List.of(arguments));
        Path complaints = home.resolve("complaints");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(complaints.toFile())
                    .start();
            byte[] text;
            try (InputStream out = process.getInputStream()) {
                text = out.readAllBytes();
            }
            if (process.waitFor() != 0) {
                throw new AssertionError("gpgv refuses " + name + ": " + Files.readString(complaints));
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String write(String name, byte[] content) {
        try {
            return Files.write(home.resolve(name), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (var files = Files.list(home)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
