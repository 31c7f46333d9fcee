package io.streammirror.openpgp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;

/** The keyrings that come with the mirror, so that the usual source needs no key by hand. */
public final class BundledKeyrings {
    /** {@code ubuntu-cloudimage}: the keys of images.maas.io and cloud-images.ubuntu.com, as Ubuntu packages them. */
    public static final Set<String> NAMES = Set.of("ubuntu-cloudimage");

    private BundledKeyrings() {}

    /** The keyring of that name, if there is one. */
    public static Optional<Keyring> find(String name) {
        return NAMES.contains(name) ? Optional.of(load(name + "-keyring.gpg")) : Optional.empty();
    }

    private static Keyring load(String resource) {
        try (InputStream in = BundledKeyrings.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + resource + " is missing from the jar");
            }
            return Keyring.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
