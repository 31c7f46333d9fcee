package io.streammirror.bundle;

import io.streammirror.codec.Json;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.KeyringException;
import io.streammirror.openpgp.SignatureInfo;
import io.streammirror.openpgp.SignatureRefusedException;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.openpgp.Signer;
import io.streammirror.openpgp.UnverifiedText;
import io.streammirror.openpgp.VerifiedText;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.text.SafeText;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;

/**
 * A manifest with the signature over it.
 *
 * @param bytes the clear-signed file
 * @param sha256 of these bytes; the log of the receiver names it
 * @param signature who vouches for it
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record SignedManifest(BundleManifest manifest, byte[] bytes, Sha256 sha256, SignatureInfo signature) {
    /** The name of its file. It is written last, so a bundle with one is complete. */
    public static final String FILE = "manifest.asc";

    /** A tree of 100,000 items has a manifest of about 30 MB. */
    public static final int MAX_BYTES = 128 << 20;

    public static byte[] sign(BundleManifest manifest, Signer signer) {
        return signer.clearSign(Json.pretty(manifest));
    }

    /**
     * Opens a manifest that a trusted key must have signed.
     *
     * @throws BundleException when the signature is not believed, or the text is no manifest
     */
    public static SignedManifest open(byte[] bytes, SignatureVerifier verifier) {
        try {
            VerifiedText verified = verifier.verifyClearSigned(bytes);
            return new SignedManifest(read(verified.body()), bytes, Sha256.of(bytes), verified.signature());
        } catch (SignatureRefusedException e) {
            throw new BundleException(
                    "the manifest of the bundle is refused: " + SafeText.line(String.valueOf(e.getMessage())), e);
        }
    }

    /**
     * Opens a manifest with the key inside it. That shows that it is undamaged and which key signed it, and nothing about trust.
     *
     * @throws BundleException when the manifest is damaged, or is none
     */
    public static SignedManifest openUntrusted(byte[] bytes, Clock clock) {
        BundleManifest claimed = read(UnverifiedText.of(bytes)
                .orElseThrow(() -> new BundleException("the file is no clear-signed manifest of a bundle")));
        try {
            Keyring inside = Keyring.parse(claimed.senderKey().getBytes(StandardCharsets.UTF_8));
            return open(bytes, new SignatureVerifier(inside, Set.of(claimed.sender()), Set.of(), clock));
        } catch (KeyringException e) {
            throw new BundleException("the manifest has no readable key of its sender", e);
        }
    }

    private static BundleManifest read(byte[] body) {
        try {
            return Json.read(body, BundleManifest.class);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new BundleException(
                    "the file is no manifest of a bundle: " + SafeText.line(String.valueOf(e.getMessage())), e);
        }
    }
}
