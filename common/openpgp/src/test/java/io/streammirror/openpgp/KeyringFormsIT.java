package io.streammirror.openpgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.PacketTags;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keyrings as people have them: wherever gpgv reads one, this project gives the same verdict with it. */
class KeyringFormsIT {
    private static final byte[] TEXT = "{}\n".getBytes(StandardCharsets.UTF_8);

    private static Gpg gpg;
    private static byte[] alice;
    private static byte[] bob;
    private static byte[] keybox;
    private static byte[] document;

    @BeforeAll
    static void start() throws IOException {
        gpg = new Gpg();
        Fingerprint signer = gpg.newKey("Alice", "sign", "never");
        Fingerprint other = gpg.newKey("Bob", "sign", "never");
        alice = gpg.gpg(new byte[0], "--export", signer.hex());
        bob = gpg.gpg(new byte[0], "--export", other.hex());
        keybox = gpg.keybox();
        document = gpg.gpg(TEXT, "--local-user", signer.hex(), "--clearsign");
    }

    @AfterAll
    static void stop() throws IOException {
        gpg.close();
    }

    static Stream<String> forms() {
        return keyrings().keySet().stream();
    }

    private static Map<String, byte[]> keyrings() {
        var keyrings = new LinkedHashMap<String, byte[]>();
        keyrings.put("binary", alice);
        keyrings.put("two keys", join(bob, alice));
        keyrings.put("the same key twice", join(alice, alice));
        keyrings.put("another key", bob);
        keyrings.put("keybox", keybox);
        keyrings.put("key without user id", parts(alice, packet -> packet.tag() == PacketTags.PUBLIC_KEY));
        keyrings.put(
                "key without user id beside a good one",
                join(parts(bob, packet -> packet.tag() == PacketTags.PUBLIC_KEY), alice));
        keyrings.put("key without self-signature", parts(alice, packet -> packet.tag() != PacketTags.SIGNATURE));
        keyrings.put("unknown algorithm before a good key", join(unknownAlgorithm(bob), alice));
        keyrings.put("unknown algorithm after a good key", join(alice, unknownAlgorithm(bob)));
        keyrings.put("trust packets", join(alice, new byte[] {(byte) 0xb0, 2, 0, 3}, bob));
        keyrings.put("marker packet", join(new byte[] {(byte) 0xca, 3, 'P', 'G', 'P'}, alice));
        keyrings.put("packet of private use", join(new byte[] {(byte) 0xfc, 1, 1}, alice));
        keyrings.put(
                "byte order mark before a binary keyring",
                join(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, alice));
        keyrings.put("text after a binary keyring", join(alice, "hello".getBytes(StandardCharsets.US_ASCII)));
        keyrings.put("zeros after a binary keyring", join(alice, new byte[20]));
        return keyrings;
    }

    @ParameterizedTest
    @MethodSource("forms")
    void shouldGiveVerdictOfGpgvWithKeyringInAnyBinaryForm(String form) {
        byte[] keyring = keyrings().get(form);

        assertThat(takes(keyring)).isEqualTo(gpg.gpgv(keyring, document).exit() == 0);
    }

    @Test
    void shouldTakeArmoredFormsWhichGpgvDoesNotRead() {
        byte[] armored = Keyring.parse(alice).armored();
        byte[] mail = join(
                "Our key:\n".getBytes(StandardCharsets.US_ASCII), armored, "bye\n".getBytes(StandardCharsets.US_ASCII));

        for (byte[] keyring : List.of(armored, mail)) {
            assertThat(gpg.gpgv(keyring, document).exit()).isNotZero();
            assertThat(Keyring.isReadByGpgv(keyring)).isFalse();
            assertThat(takes(keyring)).isTrue();
        }
    }

    private static boolean takes(byte[] keyring) {
        try {
            new SignatureVerifier(Keyring.parse(keyring), Set.of(), Set.of(), Clock.systemUTC())
                    .verifyClearSigned(document);
            return true;
        } catch (KeyringException | SignatureRefusedException refused) {
            return false;
        }
    }

    private static byte[] parts(byte[] key, Predicate<Packets.Packet> kept) {
        var bytes = new ByteArrayOutputStream();
        packets(key).stream().filter(kept).forEach(packet -> bytes.writeBytes(packet.whole()));
        return bytes.toByteArray();
    }

    private static byte[] unknownAlgorithm(byte[] key) {
        byte[] changed = key.clone();
        Packets.Packet primary = packets(key).get(0);
        changed[primary.whole().length - primary.body().length + 5] = 99;
        return changed;
    }

    private static List<Packets.Packet> packets(byte[] key) {
        try {
            return Packets.split(key);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] join(byte[]... all) {
        var bytes = new ByteArrayOutputStream();
        for (byte[] one : all) {
            bytes.writeBytes(one);
        }
        return bytes.toByteArray();
    }
}
