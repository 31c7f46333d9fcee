package io.streammirror.openpgp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;

/** How many keys have signed a document; gpgv wants to know every one of them. */
public final class SignatureCount {
    private SignatureCount() {}

    /** The signatures below a clear-signed text; none when there is nothing that can be read as one. */
    public static int of(byte[] document) {
        // Latin-1 maps bytes to characters one to one, so that positions in the text are positions in the bytes.
        int begin = new String(document, StandardCharsets.ISO_8859_1).lastIndexOf(ClearSignedDocument.BEGIN_SIGNATURE);
        if (begin < 0) {
            return 0;
        }
        int count = 0;
        try {
            for (Object found : new BcPGPObjectFactory(
                    Armor.open(Arrays.copyOfRange(document, begin, document.length), Armor.SIGNATURE))) {
                count += found instanceof PGPSignatureList list ? list.size() : 0;
            }
        } catch (IOException | RuntimeException unreadable) {
            // Bouncy Castle answers foreign bytes with whatever exception they happen to run into.
            return 0;
        }
        return count;
    }
}
