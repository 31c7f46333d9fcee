package io.streammirror.upstream;

import io.streammirror.openpgp.SignatureInfo;
import io.streammirror.openpgp.SignatureRefusedException;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.openpgp.UnverifiedText;
import io.streammirror.openpgp.VerifiedText;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reason to trust the bytes of a document: a signature, or the operator's permission to do without. */
public final class DocumentTrust {
    private final @Nullable SignatureVerifier verifier;

    private DocumentTrust(@Nullable SignatureVerifier verifier) {
        this.verifier = verifier;
    }

    public static DocumentTrust signed(SignatureVerifier verifier) {
        return new DocumentTrust(verifier);
    }

    /** For sources whose operator said {@code unsigned: true}; signatures of such a source are taken off and not verified. */
    public static DocumentTrust unsigned() {
        return new DocumentTrust(null);
    }

    /**
     * The part of a received document that may be used: what the signature covers, nothing around it.
     *
     * @param signature empty where the operator said that there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // on its way to a parser; never compared
    record Opened(byte[] body, Optional<SignatureInfo> signature) {}

    /**
     * Opens a received document.
     *
     * @throws UpstreamException.Refused when it is not signed as it must be
     */
    Opened open(URI url, byte[] received) {
        try {
            if (verifier == null) {
                return new Opened(UnverifiedText.of(received).orElse(received), Optional.empty());
            }
            VerifiedText verified = verifier.verifyClearSigned(received);
            return new Opened(verified.body(), Optional.of(verified.signature()));
        } catch (SignatureRefusedException e) {
            throw UpstreamException.Refused.untrusted(
                    url + ": " + e.getMessage(), e, new RefusedDocument(url, received));
        }
    }
}
