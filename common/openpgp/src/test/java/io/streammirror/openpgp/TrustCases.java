package io.streammirror.openpgp;

import static io.streammirror.openpgp.TrustCase.bothRefuse;
import static io.streammirror.openpgp.TrustCase.bothTake;
import static io.streammirror.openpgp.TrustCase.onlyGpgvTakes;
import static io.streammirror.openpgp.TrustCase.onlyThisMirrorTakes;

import io.streammirror.openpgp.SignatureRefusedException.BadSignature;
import io.streammirror.openpgp.SignatureRefusedException.ExpiredKey;
import io.streammirror.openpgp.SignatureRefusedException.ExpiredSignature;
import io.streammirror.openpgp.SignatureRefusedException.FutureDated;
import io.streammirror.openpgp.SignatureRefusedException.Malformed;
import io.streammirror.openpgp.SignatureRefusedException.NotSigned;
import io.streammirror.openpgp.SignatureRefusedException.RevokedKey;
import io.streammirror.openpgp.SignatureRefusedException.UnknownKey;
import io.streammirror.openpgp.SignatureRefusedException.UnusableKey;
import io.streammirror.openpgp.SignatureRefusedException.WeakDigest;
import io.streammirror.openpgp.TrustCase.Specimen;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.bcpg.sig.RevocationReasonTags;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPSignature;

/** Every kind of document that a verifier of streams must have an opinion on. */
final class TrustCases {
    private static final String TEXT = "{\n \"a\": \"ä\"\n}\n";
    private static final long YEAR = Duration.ofDays(365).toSeconds();
    private static final ForgedKey KEY = ForgedKey.sound();
    private static final ForgedKey OTHER = ForgedKey.sound();
    private static final PGPKeyPair SUBKEY = ForgedKey.newPair();

    private TrustCases() {}

    static List<TrustCase> all() {
        return Stream.of(sound(), damaged(), keys(), times(), signatures(), framing(), detached())
                .flatMap(List::stream)
                .toList();
    }

    private static List<TrustCase> sound() {
        return List.of(
                bothTake("a sound document", () -> signed(TEXT)),
                bothTake("an empty text", () -> signed("")),
                bothTake("a text that ends in blank lines", () -> signed("{}\n\n\n")),
                bothTake("dash escapes", () -> {
                    byte[] signature = forge().sign(Forge.signedForm("-a\n-----BEGIN PGP SIGNATURE-----\nb\n"));
                    String escaped = "- -a\n- -----BEGIN PGP SIGNATURE-----\n- b\n";
                    return Specimen.of(KEY, Forge.clearSigned("Hash: SHA512", escaped, signature));
                }),
                bothTake("line ends of Windows", () -> edited(text -> text.replace("\n", "\r\n"))),
                bothTake("blanks at the end of lines", () -> edited(text -> text.replace("\"ä\"", "\"ä\" \t "))),
                bothTake(
                        "a line of blanks under the header",
                        () -> edited(text -> text.replace("SHA512\n", "SHA512\n \t"))),
                bothTake("no final line end", () -> edited(String::stripTrailing)),
                bothTake(
                        "headers in the armor",
                        () -> edited(text -> text.replace(
                                "BEGIN PGP SIGNATURE-----\n", "BEGIN PGP SIGNATURE-----\nVersion: GnuPG v1\n"))),
                bothTake("armor without a checksum", () -> edited(text -> text.replaceFirst("\n=[^\n]+\n", "\n"))));
    }

    private static List<TrustCase> damaged() {
        return List.of(
                bothRefuse("a changed text", BadSignature.class, () -> edited(text -> text.replace("ä", "o"))),
                bothRefuse("a line more", BadSignature.class, () -> edited(text -> text.replace("{\n", "{\n\n"))),
                bothRefuse(
                        "blanks at the start of a line",
                        BadSignature.class,
                        () -> edited(text -> text.replace(" \"a", "  \"a"))),
                bothRefuse(
                        "another character of the same look",
                        BadSignature.class,
                        () -> edited(text -> text.replace("ä", "a\u0308"))),
                bothRefuse("a text without signature", NotSigned.class, () -> Specimen.of(KEY, Forge.utf8(TEXT))),
                bothRefuse(
                        "a cut document", Malformed.class, () -> edited(text -> text.substring(0, text.length() - 60))),
                bothRefuse(
                        "a wrong checksum of the armor",
                        Malformed.class,
                        () -> edited(text -> text.replaceFirst("\n=[^\n]+\n", "\n=AAAA\n"))));
    }

    private static List<TrustCase> keys() {
        return List.of(
                bothRefuse(
                        "a key that is not in the keyring",
                        UnknownKey.class,
                        () -> Specimen.of(OTHER, forge().clearSign(TEXT))),
                bothTake(
                        "a subkey that consents to sign for its primary key",
                        () -> Specimen.of(
                                ForgedKey.withSubkey(SUBKEY, said -> said.setKeyFlags(true, KeyFlags.SIGN_DATA)),
                                new Forge(SUBKEY).clearSign(TEXT))),
                bothRefuse(
                        "a subkey adopted without its consent",
                        UnusableKey.class,
                        () -> Specimen.of(ForgedKey.adopting(SUBKEY), new Forge(SUBKEY).clearSign(TEXT))),
                bothRefuse("a key that may not sign data", UnusableKey.class, () -> {
                    ForgedKey key = ForgedKey.of(said -> said.setKeyFlags(true, KeyFlags.CERTIFY_OTHER));
                    return Specimen.of(key, new Forge(key.pair()).clearSign(TEXT));
                }),
                onlyGpgvTakes("an expired key", ExpiredKey.class, () -> {
                    ForgedKey key = ForgedKey.of(said -> said.setKeyExpirationTime(true, YEAR));
                    return Specimen.of(
                            key, new Forge(key.pair()).signedAt(firstDay()).clearSign(TEXT));
                }),
                onlyGpgvTakes("a key whose certification has expired", ExpiredKey.class, () -> {
                    ForgedKey key = ForgedKey.of(said -> said.setSignatureExpirationTime(true, YEAR));
                    return Specimen.of(
                            key, new Forge(key.pair()).signedAt(firstDay()).clearSign(TEXT));
                }),
                onlyGpgvTakes(
                        "an expired subkey of a living key",
                        ExpiredKey.class,
                        () -> Specimen.of(
                                ForgedKey.withSubkey(SUBKEY, said -> {
                                    said.setKeyFlags(true, KeyFlags.SIGN_DATA);
                                    said.setKeyExpirationTime(true, YEAR);
                                }),
                                new Forge(SUBKEY).signedAt(firstDay()).clearSign(TEXT))),
                onlyGpgvTakes("a revoked key", RevokedKey.class, () -> revoked(RevocationReasonTags.KEY_COMPROMISED)),
                onlyGpgvTakes("a superseded key", RevokedKey.class, () -> revoked(RevocationReasonTags.KEY_SUPERSEDED)),
                onlyGpgvTakes(
                        "a revoked subkey of a living key",
                        RevokedKey.class,
                        () -> Specimen.of(
                                ForgedKey.withSubkey(SUBKEY, said -> said.setKeyFlags(true, KeyFlags.SIGN_DATA))
                                        .revokedSubkey(SUBKEY, RevocationReasonTags.KEY_RETIRED),
                                new Forge(SUBKEY).clearSign(TEXT))),
                bothRefuse("a key with a condition that is not understood", UnusableKey.class, () -> {
                    ForgedKey key = ForgedKey.of(said -> said.addNotationData(true, true, "if@example.org", "rain"));
                    return Specimen.of(key, new Forge(key.pair()).clearSign(TEXT));
                }),
                onlyThisMirrorTakes(
                        "an armored keyring",
                        () -> new Specimen(Keyring.parse(KEY.keyring()).armored(), forge().clearSign(TEXT), null)));
    }

    private static Specimen revoked(byte reason) {
        ForgedKey key = ForgedKey.sound().revoked(reason);
        return Specimen.of(key, new Forge(key.pair()).clearSign(TEXT));
    }

    private static List<TrustCase> times() {
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        return List.of(
                onlyGpgvTakes(
                        "a signature from the future",
                        FutureDated.class,
                        () -> Specimen.of(KEY, forge().signedAt(tomorrow).clearSign(TEXT))),
                bothRefuse(
                        "an expired signature",
                        ExpiredSignature.class,
                        () -> Specimen.of(
                                KEY,
                                forge().signedAt(firstDay())
                                        .hashed(said -> said.setSignatureExpirationTime(true, YEAR))
                                        .clearSign(TEXT))),
                bothRefuse("a key from the future", Malformed.class, () -> {
                    ForgedKey key = ForgedKey.createdAt(tomorrow);
                    return Specimen.of(
                            key,
                            new Forge(key.pair())
                                    .signedAt(tomorrow.plusSeconds(1))
                                    .clearSign(TEXT));
                }),
                bothRefuse(
                        "a signature older than its key",
                        Malformed.class,
                        () -> Specimen.of(
                                KEY,
                                forge().signedAt(ForgedKey.CREATED.minusSeconds(1))
                                        .clearSign(TEXT))));
    }

    private static List<TrustCase> signatures() {
        byte[] form = Forge.signedForm(TEXT);
        return List.of(
                bothTake("SHA-256", () -> digest("SHA256", HashAlgorithmTags.SHA256)),
                bothTake("SHA-224", () -> digest("SHA224", HashAlgorithmTags.SHA224)),
                onlyGpgvTakes("SHA-1", WeakDigest.class, () -> digest("SHA1", HashAlgorithmTags.SHA1)),
                onlyGpgvTakes("RIPEMD-160", WeakDigest.class, () -> digest("RIPEMD160", HashAlgorithmTags.RIPEMD160)),
                bothRefuse("MD5", WeakDigest.class, () -> digest("MD5", HashAlgorithmTags.MD5)),
                onlyThisMirrorTakes(
                        "a 'Hash' header that names another digest",
                        () -> edited(text -> text.replace("Hash: SHA512", "Hash: SHA256"))),
                bothTake(
                        "two signatures by known keys",
                        () -> new Specimen(
                                Forge.concat(KEY.keyring(), OTHER.keyring()),
                                Forge.clearSigned(
                                        "Hash: SHA512", TEXT, forge().sign(form), new Forge(OTHER.pair()).sign(form)),
                                null)),
                bothRefuse(
                        "a second signature by an unknown key",
                        UnknownKey.class,
                        () -> Specimen.of(
                                KEY,
                                Forge.clearSigned(
                                        "Hash: SHA512", TEXT, forge().sign(form), new Forge(OTHER.pair()).sign(form)))),
                bothRefuse(
                        "a second signature over another text",
                        BadSignature.class,
                        () -> new Specimen(
                                Forge.concat(KEY.keyring(), OTHER.keyring()),
                                Forge.clearSigned(
                                        "Hash: SHA512",
                                        TEXT,
                                        forge().sign(form),
                                        new Forge(OTHER.pair()).sign(Forge.utf8("x"))),
                                null)),
                bothTake(
                        "a notation",
                        () -> Specimen.of(
                                KEY,
                                forge().hashed(said -> said.addNotationData(false, true, "a@example.org", "b"))
                                        .clearSign(TEXT))),
                bothRefuse(
                        "a critical notation",
                        Malformed.class,
                        () -> Specimen.of(
                                KEY,
                                forge().hashed(said -> said.addNotationData(true, true, "a@example.org", "b"))
                                        .clearSign(TEXT))),
                bothRefuse(
                        "a critical notation outside of what is signed",
                        Malformed.class,
                        () -> Specimen.of(
                                KEY,
                                forge().unhashed(said -> said.addNotationData(true, true, "a@example.org", "b"))
                                        .clearSign(TEXT))),
                onlyGpgvTakes("a version 3 signature", Malformed.class, () -> {
                    ForgedKey key = ForgedKey.soundRsa();
                    byte[] signature = new Forge(key.pair()).signVersion3(form);
                    return Specimen.of(key, Forge.clearSigned("Hash: SHA512", TEXT, signature));
                }),
                onlyGpgvTakes(
                        "a binary signature under a clear text",
                        Malformed.class,
                        () -> Specimen.of(
                                KEY,
                                Forge.clearSigned(
                                        "Hash: SHA512",
                                        TEXT,
                                        forge().type(PGPSignature.BINARY_DOCUMENT)
                                                .sign(form)))),
                bothRefuse(
                        "a certification in place of a signature",
                        Malformed.class,
                        () -> Specimen.of(
                                KEY,
                                Forge.clearSigned(
                                        "Hash: SHA512",
                                        TEXT,
                                        forge().type(PGPSignature.DIRECT_KEY).sign(form)))));
    }

    private static Specimen digest(String header, int algorithm) {
        byte[] signature = forge().digest(algorithm).sign(Forge.signedForm(TEXT));
        return Specimen.of(KEY, Forge.clearSigned("Hash: " + header, TEXT, signature));
    }

    private static List<TrustCase> framing() {
        return List.of(
                onlyGpgvTakes("text before the block", NotSigned.class, () -> edited(text -> "{}\n" + text)),
                onlyGpgvTakes(
                        "a byte order mark before the block", NotSigned.class, () -> edited(text -> "\ufeff\n" + text)),
                onlyGpgvTakes("text after the block", Malformed.class, () -> edited(text -> text + "{}\n")),
                bothRefuse("a second block", Malformed.class, () -> edited(text -> text + text)),
                bothRefuse(
                        "a header other than 'Hash'",
                        Malformed.class,
                        () -> edited(text -> text.replace("Hash:", "Comment:"))),
                bothRefuse(
                        "a 'Hash' header that is no digest",
                        Malformed.class,
                        () -> edited(text -> text.replace("Hash: SHA512", "Hash: SHA512\nHash: {\"x\": 1}"))),
                onlyThisMirrorTakes("no 'Hash' header", () -> edited(text -> text.replace("Hash: SHA512\n", ""))),
                bothTake("two 'Hash' headers", () -> edited(text -> text.replace("SHA512", "SHA512\nHash: SHA256"))),
                onlyGpgvTakes("a dash that is not escaped", Malformed.class, () -> {
                    byte[] signature = forge().sign(Forge.signedForm("-a\n"));
                    return Specimen.of(KEY, Forge.clearSigned("Hash: SHA512", "-a\n", signature));
                }),
                bothRefuse("a block inside the block", Malformed.class, () -> {
                    String text = "-----BEGIN PGP SIGNED MESSAGE-----\n";
                    return Specimen.of(
                            KEY, Forge.clearSigned("Hash: SHA512", text, forge().sign(Forge.signedForm(text))));
                }),
                bothRefuse("a carriage return inside a line", Malformed.class, () -> signed("{\"a\":\r1}\n")),
                bothTake("a NUL in the text", () -> signed("a\u0000b\n")),
                onlyThisMirrorTakes("a line of more than 20,000 bytes", () -> signed("x".repeat(30_000) + "\n")));
    }

    private static List<TrustCase> detached() {
        byte[] data = Forge.utf8("{\r\n}\n");
        byte[] signature = forge().type(PGPSignature.BINARY_DOCUMENT).sign(data);
        return List.of(
                bothTake("a detached signature", () -> new Specimen(KEY.keyring(), data, signature)),
                bothTake(
                        "a detached signature in armor",
                        () -> new Specimen(KEY.keyring(), data, Armor.close(signature))),
                bothRefuse(
                        "a detached signature over other line ends",
                        BadSignature.class,
                        () -> new Specimen(KEY.keyring(), Forge.utf8("{\n}\n"), signature)),
                onlyGpgvTakes(
                        "a detached signature over text, not bytes",
                        Malformed.class,
                        () -> new Specimen(KEY.keyring(), data, forge().sign(Forge.utf8("{\r\n}\r\n")))),
                onlyGpgvTakes(
                        "text after a detached signature in armor",
                        Malformed.class,
                        () -> new Specimen(
                                KEY.keyring(), data, Forge.concat(Armor.close(signature), Forge.utf8("note\n")))));
    }

    private static Forge forge() {
        return new Forge(KEY.pair());
    }

    private static Instant firstDay() {
        return ForgedKey.CREATED.plus(Duration.ofDays(1));
    }

    private static Specimen signed(String text) {
        return Specimen.of(KEY, forge().clearSign(text));
    }

    private static Specimen edited(UnaryOperator<String> edit) {
        String document = new String(forge().clearSign(TEXT), StandardCharsets.UTF_8);
        return Specimen.of(KEY, Forge.utf8(edit.apply(document)));
    }
}
