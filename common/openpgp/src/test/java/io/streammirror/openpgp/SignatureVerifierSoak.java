package io.streammirror.openpgp;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.testing.mutation.ByteMutations;
import io.streammirror.testing.mutation.SoakRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A damaged signed document gives one of the signed texts, to the byte, or a refusal. */
class SignatureVerifierSoak {
    private static final List<String> TOKENS = List.of(
            "-----BEGIN PGP SIGNED MESSAGE-----\n",
            "-----BEGIN PGP SIGNATURE-----\n",
            "-----END PGP SIGNATURE-----\n",
            "\n-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n",
            "Hash: SHA512\n",
            "Hash: SHA1\n\n",
            "Comment: {\n",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "- ",
            "-",
            " \t\n",
            "\u0000",
            "=AAAA\n",
            "=",
            "\ufeff",
            "\u2028",
            "é",
            "x".repeat(20_000));
    private static final List<String> TEXTS =
            List.of("{\n \"a\": \"ä\"\n}\n", "", "\n", "- a\n-----BEGIN PGP SIGNATURE-----\n\n b\n\n");

    private final SigningKey key = TestKeys.ALICE;
    private final SignatureVerifier verifier =
            new SignatureVerifier(key.publicKeyring(), Set.of(), Set.of(), TestKeys.CLOCK);
    private final List<String> documents = TEXTS.stream()
            .map(text -> new String(
                    new Signer(key, TestKeys.CLOCK).clearSign(Forge.utf8(text)), StandardCharsets.ISO_8859_1))
            .toList();
    private final ByteMutations mutations = new ByteMutations(TOKENS);

    @Test
    void shouldAcceptSignedTextsOnly() {
        SoakRun.of("clear-signed documents", 400_000, random -> {
            byte[] document = mutated(random);
            try {
                VerifiedText verified = verifier.verifyClearSigned(document);
                assertThat(TEXTS).contains(new String(verified.body(), StandardCharsets.UTF_8));
                assertThat(verified.signature().signer()).isEqualTo(key.fingerprint());
                return true;
            } catch (SignatureRefusedException refused) {
                return false;
            }
        });
    }

    @Test
    void shouldAcceptSignedDataOnlyWithDetachedSignature() {
        byte[] data = Forge.utf8(TEXTS.get(0));
        byte[] armored = new Signer(key, TestKeys.CLOCK).detachedSign(data);
        byte[] binary = openArmor(armored);
        SoakRun.of("detached signatures", 150_000, random -> {
            byte[] changed = random.nextInt(3) == 0 ? mutations.apply(data, random) : data;
            byte[] signature = random.nextBoolean() ? armored : binary;
            try {
                verifier.verifyDetached(changed, random.nextBoolean() ? mutations.apply(signature, random) : signature);
                assertThat(changed).isEqualTo(data);
                return true;
            } catch (SignatureRefusedException refused) {
                return false;
            }
        });
    }

    private byte[] mutated(RandomGenerator random) {
        String document = documents.get(random.nextInt(documents.size()));
        String text = random.nextInt(3) == 0 ? withLinesOfTwo(document, random) : document;
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return random.nextInt(4) == 0 ? bytes : mutations.apply(bytes, random);
    }

    /** Lines change places, vanish, appear twice or come from another document with a good signature. */
    private String withLinesOfTwo(String document, RandomGenerator random) {
        var lines = new ArrayList<>(document.lines().toList());
        List<String> others =
                documents.get(random.nextInt(documents.size())).lines().toList();
        int at = random.nextInt(lines.size());
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
            case 2 -> lines.add(at, others.get(random.nextInt(others.size())));
            default -> lines.subList(at, lines.size()).clear();
        }
        if (lines.size() == at) {
            lines.addAll(others.subList(Math.min(at, others.size()), others.size()));
        }
        return String.join(random.nextInt(8) == 0 ? "\r\n" : "\n", lines) + "\n";
    }

    private static byte[] openArmor(byte[] armored) {
        try {
            return Armor.open(armored, Armor.SIGNATURE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
