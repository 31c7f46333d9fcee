package io.streammirror.publisher.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;

/** Tells whether a certificate is for the key beside it; TLS itself would find out only with the first client. */
final class KeyPairs {
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private static final byte[] ANYTHING = "anything".getBytes(StandardCharsets.US_ASCII);

    private KeyPairs() {}

    /** Whether there is a certificate, of a kind that servers use, with its own key. */
    static boolean match(KeyManagerFactory keys) throws GeneralSecurityException {
        for (KeyManager manager : keys.getKeyManagers()) {
            if (manager instanceof X509KeyManager pairs && match(pairs)) {
                return true;
            }
        }
        return false;
    }

    private static boolean match(X509KeyManager pairs) throws GeneralSecurityException {
        for (Map.Entry<String, String> kind : SIGNATURES.entrySet()) {
            String[] aliases = pairs.getServerAliases(kind.getKey(), null);
            if (aliases != null && aliases.length > 0) {
                return match(
                        pairs.getPrivateKey(aliases[0]),
                        pairs.getCertificateChain(aliases[0])[0].getPublicKey(),
                        kind.getValue());
            }
        }
        return false;
    }

    private static boolean match(PrivateKey secret, PublicKey certified, String algorithm)
            throws GeneralSecurityException {
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(secret);
        signing.update(ANYTHING);
        byte[] signature = signing.sign();
        signing.initVerify(certified);
        signing.update(ANYTHING);
        return signing.verify(signature);
    }
}
