package io.streammirror.openpgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.openpgp.PGPPublicKeyRing;

/** Public keys whose signatures count; what it holds is the operator's word, so its own self-signatures may be as old as they like. */
public final class Keyring {
    /** A hundred of the keys that sign streams, with the signatures of many friends on them, take less. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    private final List<PGPPublicKeyRing> rings;
    private final List<CertifiedKey> keys;

    private Keyring(List<PGPPublicKeyRing> rings) {
        this.rings = List.copyOf(rings);
        this.keys = rings.stream()
                .flatMap(ring -> KeyCertificate.keysOf(ring).stream())
                .toList();
    }

    /**
     * Reads a keyring of at least one public key: binary, a keybox ({@code .kbx}), or armored, also with text around; anything else is a
     * {@link KeyringException}.
     */
    public static Keyring parse(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw new KeyringException.NotAKeyring(
                    "it has " + file.length + " bytes, and " + MAX_BYTES + " are the most", null);
        }
        return new Keyring(List.copyOf(KeyringReader.read(file).values()));
    }

    /** Whether gpgv takes a keyring in this form: it reads binary ones, armored text it does not. */
    public static boolean isReadByGpgv(byte[] file) {
        return !Armor.isArmoredKeys(file);
    }

    /** As {@link #parse}, but of exactly one primary key. */
    public static Keyring parseOneKey(byte[] file) {
        Keyring keyring = parse(file);
        if (keyring.rings.size() != 1) {
            throw new KeyringException.NotOneKey(keyring.rings.size());
        }
        return keyring;
    }

    static Keyring of(PGPPublicKeyRing ring) {
        return new Keyring(List.of(ring));
    }

    /** All primary keys and subkeys. */
    List<CertifiedKey> keys() {
        return keys;
    }

    /** The fingerprints of the primary keys, in the order of the keyring. */
    public Set<Fingerprint> fingerprints() {
        var fingerprints = new LinkedHashSet<Fingerprint>();
        rings.forEach(ring -> fingerprints.add(Fingerprint.of(ring.getPublicKey())));
        return fingerprints;
    }

    /** When the newest of the primary keys was created, in whole seconds. */
    public Instant created() {
        return rings.stream()
                .map(ring -> ring.getPublicKey().getCreationTime().toInstant())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The form that {@code gpgv} and MAAS need: gpgv takes no armored keyring. */
    public byte[] binary() {
        var bytes = new ByteArrayOutputStream();
        try {
            for (PGPPublicKeyRing ring : rings) {
                // Without gpg's private notes (trust packets), which old keyrings carry.
                ring.encode(bytes, true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The form for people, mail and web pages. */
    public byte[] armored() {
        return Armor.close(binary());
    }
}
