package io.streammirror.openpgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPMarker;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPTrust;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;

/** Public keys whose signatures count; what it holds is the operator's word, so its own self-signatures may be as old as they like. */
public final class Keyring {
    /** A hundred of the keys that sign streams, with the signatures of many friends on them, take less. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    /** Of version 3 and older anyone can make another key with the same id; version 5 never became a standard. */
    private static final Set<Integer> KEY_VERSIONS = Set.of(4, 6);

    private final List<PGPPublicKeyRing> rings;
    private final List<CertifiedKey> keys;

    private Keyring(List<PGPPublicKeyRing> rings) {
        this.rings = List.copyOf(rings);
        this.keys = rings.stream()
                .flatMap(ring -> KeyCertificate.keysOf(ring).stream())
                .toList();
    }

    /** Reads a binary or ASCII-armored keyring of at least one public key; anything else is a {@link KeyringException}. */
    public static Keyring parse(byte[] binaryOrArmored) {
        if (binaryOrArmored.length > MAX_BYTES) {
            throw new KeyringException.NotAKeyring(
                    "it has " + binaryOrArmored.length + " bytes, and " + MAX_BYTES + " are the most", null);
        }
        var rings = new LinkedHashMap<Fingerprint, PGPPublicKeyRing>();
        for (Object found : objects(binaryOrArmored)) {
            if (found instanceof PGPPublicKeyRing ring) {
                rings.merge(fingerprintOf(ring), ring, Keyring::joined);
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
        return new Keyring(List.copyOf(rings.values()));
    }

    /** As {@link #parse}, but of exactly one primary key. */
    public static Keyring parseOneKey(byte[] binaryOrArmored) {
        Keyring keyring = parse(binaryOrArmored);
        if (keyring.rings.size() != 1) {
            throw new KeyringException.NotOneKey(keyring.rings.size());
        }
        return keyring;
    }

    private static Fingerprint fingerprintOf(PGPPublicKeyRing ring) {
        for (PGPPublicKey key : ring) {
            if (!KEY_VERSIONS.contains(key.getVersion())) {
                throw new KeyringException.NotAKeyring(
                        "it holds a key of version " + key.getVersion() + ", which is not accepted", null);
            }
        }
        return Fingerprint.of(ring.getPublicKey());
    }

    /** An older and a newer export of the same key: a revocation in either counts. */
    private static PGPPublicKeyRing joined(PGPPublicKeyRing one, PGPPublicKeyRing other) {
        try {
            return PGPPublicKeyRing.join(one, other);
        } catch (PGPException e) {
            throw new KeyringException.NotAKeyring("two copies of a key in it do not fit together", e);
        }
    }

    static Keyring of(PGPPublicKeyRing ring) {
        return new Keyring(List.of(ring));
    }

    private static List<Object> objects(byte[] binaryOrArmored) {
        var objects = new ArrayList<Object>();
        try {
            new BcPGPObjectFactory(Armor.open(binaryOrArmored, Armor.PUBLIC_KEY, Armor.SECRET_KEY))
                    .forEach(objects::add);
        } catch (IOException e) {
            throw new KeyringException.NotAKeyring(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            // Bouncy Castle answers foreign bytes with whatever exception they happen to run into.
            throw new KeyringException.NotAKeyring("its bytes are no OpenPGP packets", e);
        }
        return objects;
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
