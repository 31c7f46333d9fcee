package io.streammirror.openpgp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The text of a clear-signed document without any verification, for sources that the operator trusts without signatures. */
public final class UnverifiedText {
    private static final byte[] BEGIN = ClearSignedDocument.BEGIN.getBytes(StandardCharsets.US_ASCII);

    private UnverifiedText() {}

    /**
     * The signed text; empty for a document that is not clear-signed.
     *
     * @throws SignatureRefusedException for a clear-signed document that is malformed
     */
    public static Optional<byte[]> of(byte[] document) {
        boolean signed =
                document.length >= BEGIN.length && Arrays.equals(document, 0, BEGIN.length, BEGIN, 0, BEGIN.length);
        return signed ? Optional.of(ClearSignedDocument.parse(document).body()) : Optional.empty();
    }
}
