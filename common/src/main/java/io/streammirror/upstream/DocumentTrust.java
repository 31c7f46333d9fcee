package io.streammirror.upstream;

import io.streammirror.openpgp.SignatureRefusedException;
import io.streammirror.openpgp.SignatureVerifier;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What makes the bytes of a document believable: a signature, or the operator's word that there is none. */
public final class DocumentTrust {
    private final @Nullable SignatureVerifier verifier;

    private DocumentTrust(@Nullable SignatureVerifier verifier) {
        this.verifier = verifier;
    }

    public static DocumentTrust signed(SignatureVerifier verifier) {
        return new DocumentTrust(verifier);
    }

    /** For sources whose operator said {@code unsigned: true}. */
    public static DocumentTrust unsigned() {
        return new DocumentTrust(null);
    }

    /**
     * The part of a received document that may be used: what the signature covers, nothing around it.
     *
     * @throws UpstreamException.Refused when it is not signed as it must be
     */
    byte[] open(URI url, byte[] received) {
        if (verifier == null) {
            return received;
        }
        try {
            return verifier.verifyClearSigned(received).body();
        } catch (SignatureRefusedException e) {
            throw new UpstreamException.Refused(url + ": " + e.getMessage(), e);
        }
    }
}
