package io.streammirror.openpgp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.PacketTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/**
 * Reads keyrings in the forms in which GnuPG's users have them: binary, a keybox, or armored, also with text around.
 *
 * <p>Like gpgv it passes over keys of version 3 and of algorithms that it does not know, and over packets that belong to no key; it refuses
 * bytes that are no packets.
 */
final class KeyringReader {
    /** Version 5 never became a standard. */
    private static final Set<Integer> VERSIONS = Set.of(4, 6);

    private static final int OBSOLETE_VERSION = 3;

    /** The algorithms of RFC 4880 and RFC 9580, for signing and for encryption. */
    private static final Set<Integer> ALGORITHMS = Set.of(1, 2, 3, 16, 17, 18, 19, 22, 25, 26, 27, 28);

    private static final Set<Integer> PARTS =
            Set.of(PacketTags.SIGNATURE, PacketTags.USER_ID, PacketTags.USER_ATTRIBUTE, PacketTags.PUBLIC_SUBKEY);

    private final Map<Fingerprint, PGPPublicKeyRing> rings = new LinkedHashMap<>();
    private final List<String> passedOver = new ArrayList<>();

    private KeyringReader() {}

    /** The keys by their fingerprints; never none. */
    static Map<Fingerprint, PGPPublicKeyRing> read(byte[] file) {
        var reader = new KeyringReader();
        try {
            reader.readKeys(Packets.split(open(file)));
        } catch (IOException e) {
            throw new KeyringException.NotAKeyring(String.valueOf(e.getMessage()), e);
        } catch (PGPException | RuntimeException e) {
            if (e instanceof KeyringException known) {
                throw known;
            }
            // Bouncy Castle answers foreign bytes with whatever exception they happen to run into.
            throw new KeyringException.NotAKeyring("its bytes are no OpenPGP packets", e);
        }
        if (reader.rings.isEmpty()) {
            throw new KeyringException.NotAKeyring(
                    reader.passedOver.isEmpty() ? "it holds no key" : "it holds " + reader.passedOver.get(0), null);
        }
        return reader.rings;
    }

    private static byte[] open(byte[] file) throws IOException {
        return Keybox.isOne(file) ? Keybox.packets(file) : Armor.openKeys(file);
    }

    private void readKeys(List<Packets.Packet> packets) throws IOException, PGPException {
        var key = new ArrayList<Packets.Packet>();
        for (Packets.Packet packet : packets) {
            if (packet.tag() == PacketTags.PUBLIC_KEY || packet.tag() == PacketTags.SECRET_KEY) {
                readKey(key);
                key.clear();
                key.add(packet);
            } else if (!key.isEmpty()) {
                key.add(packet);
            }
        }
        readKey(key);
    }

    private void readKey(List<Packets.Packet> key) throws IOException, PGPException {
        if (key.isEmpty()) {
            return;
        }
        Packets.Packet primary = key.get(0);
        if (primary.tag() == PacketTags.SECRET_KEY) {
            var secret = new PGPSecretKeyRing(joined(key), new BcKeyFingerprintCalculator());
            throw new KeyringException.HoldsSecretKey(Fingerprint.of(secret.getPublicKey()));
        }
        if (isUsable(primary)) {
            var ring = new PGPPublicKeyRing(joined(usableParts(key)), new BcKeyFingerprintCalculator());
            rings.merge(Fingerprint.of(ring.getPublicKey()), ring, KeyringReader::merged);
        }
    }

    /** Another version or algorithm is noted and passed over; a version that gpgv stumbles over is refused. */
    private boolean isUsable(Packets.Packet key) {
        int version = key.body().length == 0 ? 0 : key.body()[0];
        if (version == OBSOLETE_VERSION) {
            passedOver.add("a key of version " + version + ", which is not accepted");
            return false;
        }
        if (!VERSIONS.contains(version)) {
            throw new KeyringException.NotAKeyring(
                    "it holds a key of version " + version + ", which is not accepted", null);
        }
        if (!hasKnownAlgorithm(key)) {
            passedOver.add("a key of an algorithm that is not known, " + algorithm(key));
            return false;
        }
        return true;
    }

    private static boolean hasKnownAlgorithm(Packets.Packet key) {
        return ALGORITHMS.contains(algorithm(key));
    }

    /** After the version and four octets of time. */
    private static int algorithm(Packets.Packet key) {
        return key.body().length < 6 ? -1 : key.body()[5] & 0xff;
    }

    /** Without subkeys of unknown algorithms, their signatures, and whatever is no part of a key. */
    private static List<Packets.Packet> usableParts(List<Packets.Packet> key) {
        var parts = new ArrayList<>(key.subList(0, 1));
        boolean usable = true;
        for (Packets.Packet packet : key.subList(1, key.size())) {
            if (packet.tag() == PacketTags.PUBLIC_SUBKEY) {
                usable = hasKnownAlgorithm(packet);
            }
            if (usable && PARTS.contains(packet.tag()) && isLegible(packet)) {
                parts.add(packet);
            }
        }
        return parts;
    }

    /** A certification by another key may use an algorithm that is not known here. */
    private static boolean isLegible(Packets.Packet packet) {
        if (packet.tag() != PacketTags.SIGNATURE) {
            return true;
        }
        try (var input = new BCPGInputStream(new ByteArrayInputStream(packet.whole()))) {
            return input.readPacket() != null;
        } catch (IOException | RuntimeException unknown) {
            return false;
        }
    }

    private static byte[] joined(List<Packets.Packet> packets) {
        var bytes = new ByteArrayOutputStream();
        packets.forEach(packet -> bytes.writeBytes(packet.whole()));
        return bytes.toByteArray();
    }

    /** An older and a newer export of the same key: a revocation in either counts. */
    private static PGPPublicKeyRing merged(PGPPublicKeyRing one, PGPPublicKeyRing other) {
        try {
            return PGPPublicKeyRing.join(one, other);
        } catch (PGPException e) {
            throw new KeyringException.NotAKeyring("two copies of a key in it do not fit together", e);
        }
    }
}
