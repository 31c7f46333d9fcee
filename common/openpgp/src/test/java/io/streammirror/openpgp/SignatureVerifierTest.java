package io.streammirror.openpgp;

import static io.streammirror.openpgp.TestKeys.ALICE;
import static io.streammirror.openpgp.TestKeys.BOB;
import static io.streammirror.openpgp.TestKeys.CLOCK;
import static io.streammirror.openpgp.TestKeys.NOW;
import static io.streammirror.openpgp.TestKeys.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureVerifierTest {
    private static final String SIGNED = text(new Signer(ALICE, CLOCK).clearSign(utf8("{\n \"a\": 1\n}\n")));

    private final SignatureVerifier verifier = trusting(ALICE);

    @Test
    void shouldReturnTextAndSignerOfGoodDocument() {
        VerifiedText verified = verifier.verifyClearSigned(utf8(SIGNED));

        assertThat(text(verified.body())).isEqualTo("{\n \"a\": 1\n}\n");
        assertThat(verified.signature()).isEqualTo(new SignatureInfo(ALICE.fingerprint(), NOW, Set.of()));
    }

    @Test
    void shouldIgnoreWindowsLineEndsAndClosingBlankLines() {
        byte[] document = utf8(SIGNED.replace("\n", "\r\n") + "\r\n \n");

        assertThat(text(verifier.verifyClearSigned(document).body())).isEqualTo("{\n \"a\": 1\n}\n");
    }

    @Test
    void shouldCoverEveryByteWithDetachedSignature() {
        byte[] data = {1, '\r', '\n', 2, ' ', '\n'};
        byte[] signature = new Signer(ALICE, CLOCK).detachedSign(data);

        assertThat(verifier.verifyDetached(data, signature).signer()).isEqualTo(ALICE.fingerprint());
        assertThatThrownBy(() -> verifier.verifyDetached(new byte[] {1, '\n', 2, ' ', '\n'}, signature))
                .isInstanceOf(SignatureRefusedException.BadSignature.class);
    }

    @Test
    void shouldRefuseEmptyDetachedSignature() {
        assertThatThrownBy(() -> verifier.verifyDetached(new byte[1], new byte[0]))
                .isInstanceOf(SignatureRefusedException.Malformed.class)
                .hasMessageContaining("0 signatures");
    }

    @Test
    void shouldRefuseChangedText() {
        assertThatThrownBy(() -> verifier.verifyClearSigned(utf8(SIGNED.replace("\"a\": 1", "\"a\": 2"))))
                .isInstanceOf(SignatureRefusedException.BadSignature.class)
                .hasMessageContaining(ALICE.fingerprint().hex());
    }

    @Test
    void shouldRefuseSignatureByUnknownKey() {
        assertThatThrownBy(() -> trusting(BOB).verifyClearSigned(utf8(SIGNED)))
                .isInstanceOf(SignatureRefusedException.UnknownKey.class)
                .hasMessage("signed by key " + ALICE.fingerprint() + ", which is not in the keyring");
    }

    /** The signed form of a text takes as much memory again, so a document by a stranger must not cost it. */
    @Test
    void shouldRefuseUnknownKeyBeforeTheTextIsCopied() {
        byte[] large = largeDocument();
        SignatureVerifier stranger = trusting(BOB);

        long refused = allocated(() -> assertThatThrownBy(() -> stranger.verifyClearSigned(large))
                .isInstanceOf(SignatureRefusedException.UnknownKey.class));
        long verified = allocated(() -> verifier.verifyClearSigned(large));

        assertThat(verified - refused).isGreaterThan(large.length * 9L / 10);
    }

    private static byte[] largeDocument() {
        return new Signer(ALICE, CLOCK).clearSign(utf8(("\"" + "x".repeat(100) + "\",\n").repeat(100_000)));
    }

    /** The bytes that this thread takes for an action, given back or not. */
    private static long allocated(Runnable action) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        action.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void shouldRefuseKeyThatIsNotPinned() {
        Keyring alice = ALICE.publicKeyring();
        var pinnedToBob = new SignatureVerifier(alice, Set.of(BOB.fingerprint()), Set.of(), CLOCK);
        var pinnedToAlice = new SignatureVerifier(alice, Set.of(ALICE.fingerprint()), Set.of(), CLOCK);

        assertThat(pinnedToAlice.verifyClearSigned(utf8(SIGNED)).signature().signer())
                .isEqualTo(ALICE.fingerprint());
        assertThatThrownBy(() -> pinnedToBob.verifyClearSigned(utf8(SIGNED)))
                .isInstanceOf(SignatureRefusedException.KeyNotPinned.class);
    }

    @Test
    void shouldTolerateClockThatIsFiveMinutesOff() {
        var justBehind = new SignatureVerifier(
                ALICE.publicKeyring(), Set.of(), Set.of(), at(NOW.minus(SignatureVerifier.CLOCK_TOLERANCE)));
        var farBehind =
                new SignatureVerifier(ALICE.publicKeyring(), Set.of(), Set.of(), at(NOW.minus(Duration.ofMinutes(6))));

        assertThat(justBehind.verifyClearSigned(utf8(SIGNED)).signature().signedAt())
                .isEqualTo(NOW);
        assertThatThrownBy(() -> farBehind.verifyClearSigned(utf8(SIGNED)))
                .isInstanceOf(SignatureRefusedException.FutureDated.class)
                .hasMessageContaining("signed at 2026-11-23T12:00:00Z")
                .hasMessageNotContaining("11:54"); // the reason must not change from poll to poll: it is logged once
    }

    static Stream<Arguments> documentsWithoutSignature() {
        return Stream.of(
                argumentSet("nothing", ""),
                argumentSet("plain JSON", "{}"),
                argumentSet("byte order mark", "\ufeff" + SIGNED),
                argumentSet("text before", "note\n" + SIGNED),
                argumentSet("blank line before", "\n" + SIGNED));
    }

    @ParameterizedTest
    @MethodSource("documentsWithoutSignature")
    void shouldRefuseDocumentThatDoesNotStartSigned(String document) {
        assertThatThrownBy(() -> verifier.verifyClearSigned(utf8(document)))
                .isInstanceOf(SignatureRefusedException.NotSigned.class);
    }

    static Stream<Arguments> malformedDocuments() {
        return Stream.of(
                argumentSet("text after", SIGNED + "{}", "text after the signature"),
                argumentSet("second block", SIGNED + SIGNED, "text after the signature"),
                argumentSet("foreign header", SIGNED.replace("Hash:", "Comment:"), "only 'Hash' headers"),
                argumentSet("header only", SIGNED.substring(0, 47), "inside its headers"),
                argumentSet("cut text", SIGNED.substring(0, 55), "ends before '-----BEGIN PGP SIGNATURE"),
                argumentSet("cut signature", SIGNED.replace("-----END", "-----"), "ends before '-----END"),
                argumentSet("bare dash", SIGNED.replace(" \"a", "-\"a"), "line 5: starts with a dash"),
                argumentSet("carriage return", SIGNED.replace(" \"a", " \r\"a"), "carriage return inside"),
                argumentSet("a key for a signature", withKeyForSignature(), "among the signatures"),
                argumentSet("no signature in the block", emptySignature(), "0 signatures"));
    }

    @ParameterizedTest
    @MethodSource("malformedDocuments")
    void shouldRefuseAnythingButOneBlock(String document, String problem) {
        assertThatThrownBy(() -> verifier.verifyClearSigned(utf8(document)))
                .isInstanceOf(SignatureRefusedException.Malformed.class)
                .hasMessageContaining(problem);
    }

    @Test
    void shouldRefuseDetachedSignatureInClearSignedDocument() {
        byte[] detached = new Signer(ALICE, CLOCK).detachedSign(utf8("{}"));
        String document = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n{}\n" + text(detached);

        assertThatThrownBy(() -> verifier.verifyClearSigned(utf8(document)))
                .isInstanceOf(SignatureRefusedException.Malformed.class)
                .hasMessageContaining("signature type 0 where 1 belongs");
    }

    @Test
    void shouldRefuseManySignaturesBeforeVerifyingAny() {
        byte[] form = Forge.signedForm("{}\n");
        byte[][] signatures = new byte[17][];
        Arrays.setAll(signatures, i -> new Forge(ForgedKey.sound().pair()).sign(form));
        byte[] many = Forge.clearSigned("Hash: SHA512", "{}\n", signatures);
        byte[] huge = Forge.clearSigned(
                "Hash: SHA512", "{}\n", new Forge(ForgedKey.sound().pair()).sign(form), new byte[64 * 1024]);

        assertThatThrownBy(() -> verifier.verifyClearSigned(many))
                .isInstanceOf(SignatureRefusedException.Malformed.class)
                .hasMessageContaining("17 signatures; 1 to 16 are accepted");
        assertThatThrownBy(() -> verifier.verifyClearSigned(huge))
                .isInstanceOf(SignatureRefusedException.Malformed.class)
                .hasMessageContaining("up to 65536 are accepted");
    }

    @Test
    void shouldAcceptSignatureByKeyOfNewestVersion() {
        ForgedKey key = ForgedKey.soundOfVersion6();
        byte[] document = new Forge(key.pair()).signedAt(NOW).clearSign("{}\n");
        var newest = new SignatureVerifier(Keyring.parse(key.keyring()), Set.of(), Set.of(), CLOCK);

        assertThat(newest.verifyClearSigned(document).signature().signer()).isEqualTo(key.fingerprint());
        assertThatThrownBy(() -> newest.verifyClearSigned(utf8(text(document).replace("{}", "[]"))))
                .isInstanceOf(SignatureRefusedException.BadSignature.class);
    }

    private static String withKeyForSignature() {
        return SIGNED.substring(0, SIGNED.indexOf("-----BEGIN PGP SIGNATURE"))
                + text(ALICE.publicKeyring().armored()).replace("PUBLIC KEY BLOCK", "SIGNATURE");
    }

    private static String emptySignature() {
        return SIGNED.substring(0, SIGNED.indexOf("-----BEGIN PGP SIGNATURE"))
                + "-----BEGIN PGP SIGNATURE-----\n\n-----END PGP SIGNATURE-----\n";
    }

    private static SignatureVerifier trusting(SigningKey key) {
        return new SignatureVerifier(key.publicKeyring(), Set.of(), Set.of(), CLOCK);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
