package io.streammirror.openpgp;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.crypto.AsymmetricCipherKeyPairGenerator;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/** The kinds of signing keys that can be made, all as version 4 keys, which every gpgv in the field reads. */
public enum KeyAlgorithm {
    /** Made in no time, small signatures, and verified by gpgv since 2.1 (so by Ubuntu 18.04 and later). */
    ED25519(PublicKeyAlgorithmTags.EDDSA_LEGACY) {
        @Override
        AsymmetricCipherKeyPairGenerator generator() {
            var generator = new Ed25519KeyPairGenerator();
            generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
            return generator;
        }
    },

    /** Verified by every gpgv, also one held to FIPS 140, which may refuse Ed25519; takes seconds to make. */
    RSA_4096(PublicKeyAlgorithmTags.RSA_GENERAL) {
        @Override
        AsymmetricCipherKeyPairGenerator generator() {
            var generator = new RSAKeyPairGenerator();
            generator.init(new RSAKeyGenerationParameters(
                    BigInteger.valueOf(65537), new SecureRandom(), 4096, PRIME_CERTAINTY));
            return generator;
        }
    };

    /** An error chance of 2^-128 per prime; beyond that the hardware errs first. */
    private static final int PRIME_CERTAINTY = 128;

    private final int tag;

    KeyAlgorithm(int tag) {
        this.tag = tag;
    }

    abstract AsymmetricCipherKeyPairGenerator generator();

    PGPKeyPair newKeyPair(Instant created) throws PGPException {
        return new BcPGPKeyPair(PublicKeyPacket.VERSION_4, tag, generator().generateKeyPair(), Date.from(created));
    }
}
