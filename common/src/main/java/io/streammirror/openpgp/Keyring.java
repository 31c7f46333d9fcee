package io.streammirror.openpgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.openpgp.PGPMarker;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPTrust;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;

/** Public keys whose signatures count; what it holds is the operator's word, so its own self-signatures may be as old as they like. */
public final class Keyring {
    private final List<PGPPublicKeyRing> rings;

    private Keyring(List<PGPPublicKeyRing> rings) {
        this.rings = List.copyOf(rings);
    }

    /** Reads a binary or ASCII-armored keyring of at least one public key; anything else is a {@link KeyringException}. */
    public static Keyring parse(byte[] binaryOrArmored) {
        var rings = new ArrayList<PGPPublicKeyRing>();
        for (Object found : objects(binaryOrArmored)) {
            if (found instanceof PGPPublicKeyRing ring) {
                rings.add(ring);
            } else if (found instanceof PGPSecretKeyRing secret) {
                throw new KeyringException.HoldsSecretKey(Fingerprint.of(secret.getPublicKey()));
            } else if (!(found instanceof PGPTrust || found instanceof PGPMarker)) {
                throw new KeyringException.NotAKeyring(
                        "it holds a " + found.getClass().getSimpleName(), null);
            }
        }
        if (rings.isEmpty()) {
            throw new KeyringException.NotAKeyring("it holds no key", null);
        }
        return new Keyring(rings);
    }

    static Keyring of(PGPPublicKeyRing ring) {
        return new Keyring(List.of(ring));
    }

    private static List<Object> objects(byte[] binaryOrArmored) {
        var objects = new ArrayList<Object>();
        try {
            new BcPGPObjectFactory(Armor.open(binaryOrArmored)).forEach(objects::add);
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle answers foreign bytes with whatever exception they happen to run into.
            throw new KeyringException.NotAKeyring("its bytes are no OpenPGP packets", e);
        }
        return objects;
    }

    List<PGPPublicKeyRing> rings() {
        return rings;
    }

    /** The fingerprints of the primary keys, in the order of the keyring. */
    public Set<Fingerprint> fingerprints() {
        var fingerprints = new LinkedHashSet<Fingerprint>();
        rings.forEach(ring -> fingerprints.add(Fingerprint.of(ring.getPublicKey())));
        return fingerprints;
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
