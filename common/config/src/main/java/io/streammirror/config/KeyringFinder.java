package io.streammirror.config;

import io.streammirror.openpgp.BundledKeyrings;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.KeyringException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds a keyring that the operator names: a bundled one, else a file beside the configuration. */
final class KeyringFinder {
    private final Path base;

    KeyringFinder(Path base) {
        this.base = base;
    }

    Keyring find(String nameOrPath) {
        Optional<Keyring> bundled = BundledKeyrings.find(nameOrPath);
        if (bundled.isPresent()) {
            return bundled.get();
        }
        Path file = base.resolve(nameOrPath);
        try {
            return Keyring.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "'" + nameOrPath + "' is no bundled keyring (there are " + BundledKeyrings.NAMES + ") and " + file
                            + " cannot be read",
                    e);
        } catch (KeyringException e) {
            throw new IllegalArgumentException(file + " is no keyring: " + e.getMessage(), e);
        }
    }
}
