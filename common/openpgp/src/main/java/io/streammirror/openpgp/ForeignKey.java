package io.streammirror.openpgp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bouncycastle.openpgp.PGPSignature;

/**
 * A key of which only the public part is here; each signature that its keeper gives is verified before it is used.
 *
 * <p>The keeper may be misconfigured, not hostile: what is caught is another key, another kind, another text, a weak digest, a key
 * that has ended.
 */
public final class ForeignKey implements SignatureMaker {
    private final ForeignSigner signer;
    private final Keyring keyring;
    private final SignatureVerifier verifier;

    /**
     * @param keyring of exactly one primary key; otherwise a document might be signed now by one of them, now by another
     * @throws KeyringException if it holds several
     */
    public ForeignKey(ForeignSigner signer, Keyring keyring, Clock clock) {
        if (keyring.fingerprints().size() != 1) {
            throw new KeyringException.NotOneKey(keyring.fingerprints().size());
        }
        this.signer = signer;
        this.keyring = keyring;
        this.verifier = new SignatureVerifier(keyring, Set.of(), Set.of(), clock);
    }

    @Override
    public Fingerprint fingerprint() {
        return keyring.fingerprints().iterator().next();
    }

    @Override
    public Keyring publicKeyring() {
        return keyring;
    }

    @Override
    public MadeSignature sign(byte[] bytes, SignatureKind kind, Instant now) {
        byte[] answer = signer.sign(bytes, kind);
        try {
            List<PGPSignature> signatures = SignaturePackets.read(answer, kind.type());
            if (signatures.size() != 1) {
                throw new SignatureRefusedException.Malformed(signatures.size() + " signatures where one belongs");
            }
            verifier.verify(signatures, bytes);
            PGPSignature signature = signatures.get(0);
            return new MadeSignature(MadeSignature.digestOf(signature), signature.getEncoded());
        } catch (SignatureRefusedException e) {
            throw new ForeignSignerException(
                    "what the external signer gave for key " + fingerprint() + " is refused: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
