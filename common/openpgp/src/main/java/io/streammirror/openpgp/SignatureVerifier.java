package io.streammirror.openpgp;

import io.streammirror.openpgp.SignatureRefusedException.BadSignature;
import io.streammirror.openpgp.SignatureRefusedException.ExpiredKey;
import io.streammirror.openpgp.SignatureRefusedException.ExpiredSignature;
import io.streammirror.openpgp.SignatureRefusedException.FutureDated;
import io.streammirror.openpgp.SignatureRefusedException.KeyNotPinned;
import io.streammirror.openpgp.SignatureRefusedException.Malformed;
import io.streammirror.openpgp.SignatureRefusedException.RevokedKey;
import io.streammirror.openpgp.SignatureRefusedException.UnknownKey;
import io.streammirror.openpgp.SignatureRefusedException.UnusableKey;
import io.streammirror.openpgp.SignatureRefusedException.WeakDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.IssuerFingerprint;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * Decides whether bytes are vouched for; stricter than gpgv, which lets expired and revoked keys, weak digests and dates in the
 * future pass.
 *
 * <p>Like gpgv it wants every signature of a document to be good and by a key of the keyring. Refusals are
 * {@link SignatureRefusedException}s. Safe for use by many threads.
 */
public final class SignatureVerifier {
    /** Clocks of machines that keep time at all differ by less. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final List<CertifiedKey> keys;
    private final Set<Fingerprint> pinned;
    private final Set<Weakness> allowed;
    private final Clock clock;

    /**
     * @param pinned only signatures by these primary keys or subkeys count; empty: by any key of the keyring
     * @param allowed weaknesses to tolerate and report
     */
    public SignatureVerifier(Keyring keyring, Set<Fingerprint> pinned, Set<Weakness> allowed, Clock clock) {
        this.keys = keyring.keys();
        this.pinned = Set.copyOf(pinned);
        this.allowed = Set.copyOf(allowed);
        this.clock = clock;
    }

    /** Verifies a document of exactly one clear-signed block and returns the text that the signature covers. */
    public VerifiedText verifyClearSigned(byte[] document) {
        ClearSignedDocument parts = ClearSignedDocument.parse(document);
        List<PGPSignature> signatures = SignaturePackets.read(parts.signature(), PGPSignature.CANONICAL_TEXT_DOCUMENT);
        // Before the text is copied once more: a document by an unknown key is not worth the memory.
        signatures.forEach(this::requireKnownKey);
        return new VerifiedText(parts.body(), verify(signatures, TextLines.signedForm(parts.body())));
    }

    /** Verifies a binary or ASCII-armored detached signature over exactly these bytes. */
    public SignatureInfo verifyDetached(byte[] data, byte[] signature) {
        return verify(SignaturePackets.read(signature, PGPSignature.BINARY_DOCUMENT), data);
    }

    SignatureInfo verify(List<PGPSignature> signatures, byte[] signed) {
        List<KeyCheck> verdicts =
                signatures.stream().map(signature -> check(signature, signed)).toList();
        KeyCheck counting = verdicts.stream()
                .filter(verdict -> isPinned(verdict.info().signer()) || isPinned(verdict.key()))
                .findFirst()
                .orElseThrow(() -> new KeyNotPinned(verdicts.get(0).info().signer()));
        var tolerated = EnumSet.noneOf(Weakness.class);
        verdicts.forEach(verdict -> tolerated.addAll(verdict.info().tolerated()));
        return new SignatureInfo(counting.info().signer(), counting.info().signedAt(), tolerated);
    }

    private boolean isPinned(Fingerprint fingerprint) {
        return pinned.isEmpty() || pinned.contains(fingerprint);
    }

    private KeyCheck check(PGPSignature signature, byte[] signed) {
        var tolerated = EnumSet.noneOf(Weakness.class);
        digestWeakness(signature)
                .ifPresent(digest -> tolerate(Weakness.WEAK_DIGEST, new WeakDigest(digest), tolerated));
        CertifiedKey key = signerOf(signature, signed);
        checkTimes(signature, key.key(), tolerated);
        Fingerprint fingerprint = key.fingerprint();
        if (!key.maySign()) {
            throw new UnusableKey(fingerprint);
        }
        if (key.revoked()) {
            tolerate(Weakness.REVOKED_KEY, new RevokedKey(fingerprint), tolerated);
        }
        key.expiry()
                .filter(expiry -> !expiry.isAfter(clock.instant()))
                .ifPresent(expiry -> tolerate(Weakness.EXPIRED_KEY, new ExpiredKey(fingerprint, expiry), tolerated));
        Instant signedAt = signature.getCreationTime().toInstant();
        return new KeyCheck(fingerprint, new SignatureInfo(key.primary(), signedAt, tolerated));
    }

    private void tolerate(Weakness weakness, SignatureRefusedException otherwise, Set<Weakness> tolerated) {
        if (!allowed.contains(weakness)) {
            throw otherwise;
        }
        tolerated.add(weakness);
    }

    private static Optional<String> digestWeakness(PGPSignature signature) {
        return switch (signature.getHashAlgorithm()) {
            case HashAlgorithmTags.MD5 -> Optional.of("MD5");
            case HashAlgorithmTags.SHA1 -> Optional.of("SHA-1");
            case HashAlgorithmTags.RIPEMD160 -> Optional.of("RIPEMD-160");
            case HashAlgorithmTags.SHA224,
                    HashAlgorithmTags.SHA256,
                    HashAlgorithmTags.SHA384,
                    HashAlgorithmTags.SHA512,
                    HashAlgorithmTags.SHA3_256,
                    HashAlgorithmTags.SHA3_512 -> Optional.empty();
            default -> throw new Malformed("digest algorithm " + signature.getHashAlgorithm() + " is not accepted");
        };
    }

    private void requireKnownKey(PGPSignature signature) {
        digestWeakness(signature)
                .filter(digest -> !allowed.contains(Weakness.WEAK_DIGEST))
                .ifPresent(digest -> {
                    throw new WeakDigest(digest);
                });
        if (keys.stream().noneMatch(key -> key.isNamedIn(signature))) {
            throw new UnknownKey(issuerOf(signature));
        }
    }

    private CertifiedKey signerOf(PGPSignature signature, byte[] signed) {
        List<CertifiedKey> candidates =
                keys.stream().filter(key -> key.isNamedIn(signature)).toList();
        if (candidates.isEmpty()) {
            throw new UnknownKey(issuerOf(signature));
        }
        return candidates.stream()
                .filter(candidate -> verifies(signature, candidate.key(), signed))
                .findFirst()
                .orElseThrow(() -> new BadSignature(candidates.get(0).fingerprint()));
    }

    /** Old signatures name their issuer by key id only. */
    private static String issuerOf(PGPSignature signature) {
        IssuerFingerprint fingerprint = signature.getHashedSubPackets().getIssuerFingerprint();
        var hex = HexFormat.of().withUpperCase();
        return fingerprint != null
                ? hex.formatHex(fingerprint.getFingerprint())
                : hex.toHexDigits(signature.getKeyID());
    }

    private static boolean verifies(PGPSignature signature, PGPPublicKey key, byte[] signed) {
        try {
            signature.init(new BcPGPContentVerifierBuilderProvider(), key);
            signature.update(signed);
            return signature.verify();
        } catch (PGPException | RuntimeException e) {
            throw new Malformed("it cannot be verified: " + e.getMessage(), e);
        }
    }

    private void checkTimes(PGPSignature signature, PGPPublicKey key, Set<Weakness> tolerated) {
        Instant now = clock.instant();
        Instant signedAt = signature.getCreationTime().toInstant();
        if (key.getCreationTime().toInstant().isAfter(now.plus(CLOCK_TOLERANCE))) {
            throw new Malformed("the key that made it is from the future; check the clock of this machine");
        }
        if (signedAt.isAfter(now.plus(CLOCK_TOLERANCE))) {
            tolerate(Weakness.FUTURE_DATED, new FutureDated(signedAt, CLOCK_TOLERANCE), tolerated);
        }
        if (signedAt.isBefore(key.getCreationTime().toInstant())) {
            throw new Malformed("it is older than the key that made it");
        }
        Instant expiry = signedAt.plusSeconds(signature.getHashedSubPackets().getSignatureExpirationTime());
        if (expiry.isAfter(signedAt) && !expiry.isAfter(now)) {
            tolerate(Weakness.EXPIRED_SIGNATURE, new ExpiredSignature(expiry), tolerated);
        }
    }

    private record KeyCheck(Fingerprint key, SignatureInfo info) {}
}
