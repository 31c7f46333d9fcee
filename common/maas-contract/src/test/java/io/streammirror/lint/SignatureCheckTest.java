package io.streammirror.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.streammirror.maas.Impact;
import io.streammirror.maas.Rule;
import io.streammirror.maas.Severity;
import io.streammirror.maas.Violation;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.Signer;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.simplestreams.ItemPath;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A signature that gpgv refuses breaks the source for every release, for whichever reason. */
class SignatureCheckTest {
    private static final ItemPath INDEX = new ItemPath("streams/v1/index.sjson");
    private static final SigningKey KEY =
            SigningKey.generate("Source", KeyAlgorithm.ED25519, Instant.parse("2026-01-01T00:00:00Z"));
    private static final Signer SIGNER = new Signer(KEY, Clock.systemUTC());
    private static final String GOOD = signed("{\n \"a\": 1\n}\n");
    private static final String BEGIN = "-----BEGIN PGP SIGNATURE-----\n";
    private static final String END = "-----END PGP SIGNATURE-----\n";

    private static String signed(String text) {
        return new String(SIGNER.clearSign(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("a letter of the armor changed", text -> {
                    int letter = text.indexOf(BEGIN) + BEGIN.length() + 20;
                    char other = text.charAt(letter) == 'A' ? 'B' : 'A';
                    return text.substring(0, letter) + other + text.substring(letter + 1);
                }),
                damage("a wrong checksum", text -> text.replaceFirst("\n=[^\n]{4}\n", "\n=AAAA\n")),
                damage("cut in half", text -> text.substring(0, text.indexOf(BEGIN) + BEGIN.length() + 40)),
                damage("an empty signature", text -> text.substring(0, text.indexOf(BEGIN)) + BEGIN + "\n" + END),
                damage(
                        "junk instead of Base64",
                        text -> text.substring(0, text.indexOf(BEGIN)) + BEGIN + "\n!?!?\n" + END),
                damage("no 'Hash' header", text -> text.replaceFirst("Hash: [^\n]+\n", "")),
                damage("a 'Hash' header of another digest", text -> text.replaceFirst("Hash: [^\n]+", "Hash: SHA224")),
                damage("a comment in the head", text -> text.replaceFirst("Hash: ", "Comment: x\nHash: ")),
                damage("the signature of another document", text -> {
                    String other = signed("{}\n");
                    return text.substring(0, text.indexOf(BEGIN)) + other.substring(other.indexOf(BEGIN));
                }));
    }

    private static Arguments damage(String name, UnaryOperator<String> edit) {
        return argumentSet(name, edit);
    }

    @ParameterizedTest
    @MethodSource("damages")
    void shouldBreakSourceForEveryReleaseWhenSignatureIsDamaged(UnaryOperator<String> damage) {
        assertThat(check(damage.apply(GOOD))).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo(Rule.SIGNATURE);
            assertThat(violation.impact()).isEqualTo(Impact.onAll(Severity.BREAKS_SOURCE));
        });
    }

    @Test
    void shouldRemarkTextAfterSignatureWhichGpgvSkips() {
        assertThat(check(GOOD + "note\n")).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo(Rule.WEAK_SIGNATURE);
            assertThat(violation.impact().breaks()).isFalse();
        });
    }

    @Test
    void shouldFindNothingWhenSignatureIsGood() {
        assertThat(check(GOOD)).isEmpty();
    }

    private static List<Violation> check(String document) {
        return new SignatureCheck(KEY.publicKeyring(), true, Clock.systemUTC())
                .check(INDEX, document.getBytes(StandardCharsets.UTF_8));
    }
}
