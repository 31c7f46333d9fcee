package io.streammirror.openpgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPV3SignatureGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;

/** Makes signatures that no sound signer makes. */
final class Forge {
    private final PGPKeyPair key;
    private int digest = HashAlgorithmTags.SHA512;
    private int type = PGPSignature.CANONICAL_TEXT_DOCUMENT;
    private Instant signedAt = Instant.now();
    private Consumer<PGPSignatureSubpacketGenerator> hashed = subpackets -> {};
    private Consumer<PGPSignatureSubpacketGenerator> unhashed = subpackets -> {};

    Forge(PGPKeyPair key) {
        this.key = key;
    }

    Forge digest(int algorithm) {
        digest = algorithm;
        return this;
    }

    Forge type(int signatureType) {
        type = signatureType;
        return this;
    }

    Forge signedAt(Instant time) {
        signedAt = time;
        return this;
    }

    Forge hashed(Consumer<PGPSignatureSubpacketGenerator> subpackets) {
        hashed = subpackets;
        return this;
    }

    Forge unhashed(Consumer<PGPSignatureSubpacketGenerator> subpackets) {
        unhashed = subpackets;
        return this;
    }

    /** The packet of a signature over these bytes as they are. */
    byte[] sign(byte[] signed) {
        try {
            var generator = new PGPSignatureGenerator(signers(), key.getPublicKey());
            generator.init(type, key.getPrivateKey());
            var said = new PGPSignatureSubpacketGenerator();
            said.setSignatureCreationTime(false, Date.from(signedAt));
            said.setIssuerFingerprint(false, key.getPublicKey());
            hashed.accept(said);
            generator.setHashedSubpackets(said.generate());
            var besides = new PGPSignatureSubpacketGenerator();
            unhashed.accept(besides);
            generator.setUnhashedSubpackets(besides.generate());
            generator.update(signed);
            return generator.generate().getEncoded();
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] signVersion3(byte[] signed) {
        try {
            var generator = new PGPV3SignatureGenerator(signers());
            generator.init(type, key.getPrivateKey());
            generator.update(signed);
            return generator.generate().getEncoded();
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BcPGPContentSignerBuilder signers() {
        return new BcPGPContentSignerBuilder(key.getPublicKey().getAlgorithm(), digest);
    }

    /** A document of this text, dash escapes and all, and a signature over its signed form. */
    byte[] clearSign(String text) {
        return clearSigned("Hash: SHA512", text, sign(signedForm(text)));
    }

    static byte[] signedForm(String text) {
        return TextLines.signedForm(utf8(text));
    }

    static byte[] clearSigned(String header, String escapedText, byte[]... signatures) {
        var document = new ByteArrayOutputStream();
        document.writeBytes(utf8("-----BEGIN PGP SIGNED MESSAGE-----\n" + header + "\n\n" + escapedText));
        document.writeBytes(Armor.close(concat(signatures)));
        return document.toByteArray();
    }

    static byte[] concat(byte[]... parts) {
        var whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
