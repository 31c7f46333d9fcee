package io.streammirror.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.openpgp.TrustCase.Specimen;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case is put before the real gpgv too; where it differs, docs/trust.md says so and why. */
class GpgvDifferencesIT {
    private static Gpg gpg;

    @BeforeAll
    static void start() throws IOException {
        gpg = new Gpg();
    }

    @AfterAll
    static void stop() throws IOException {
        gpg.close();
    }

    static List<TrustCase> cases() {
        return TrustCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldCheckAsCaseSays(TrustCase trustCase) {
        Specimen specimen = trustCase.specimen().get();

        Gpg.Outcome gpgv = gpgv(specimen);

        assertThat(gpgv.exit() == 0)
                .as("gpgv's exit code %s, %s", gpgv.exit(), gpgv.log())
                .isEqualTo(trustCase.gpgvTakes());
        if (trustCase.refusal() == null) {
            assertThatCode(() -> verify(specimen)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> verify(specimen)).isInstanceOf(trustCase.refusal());
        }
    }

    /** Cases that MAAS itself refuses although gpgv accepts them, and cases of another rule of the contract. */
    private static final Set<String> ELSEWHERE = Set.of(
            "text before the block",
            "a byte order mark before the block",
            "an armored keyring",
            "a line of more than 20,000 bytes");

    static List<TrustCase> clearSigned() {
        return TrustCases.all().stream()
                .filter(trustCase -> !ELSEWHERE.contains(trustCase.name()))
                .filter(trustCase -> trustCase.specimen().get().detached() == null)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("clearSigned")
    void shouldForetellVerdictOfGpgv(TrustCase trustCase) {
        Specimen specimen = trustCase.specimen().get();

        GpgvVerifier.Outcome outcome =
                new GpgvVerifier(Keyring.parse(specimen.keyring()), Clock.systemUTC()).verify(specimen.data());

        assertThat(outcome.refusal().isEmpty())
                .as("%s", outcome)
                .isEqualTo(gpgv(specimen).exit() == 0);
    }

    private static Gpg.Outcome gpgv(Specimen specimen) {
        return specimen.detached() == null
                ? gpg.gpgv(specimen.keyring(), specimen.data())
                : gpg.gpgvDetached(specimen.keyring(), specimen.data(), specimen.detached());
    }

    private static void verify(Specimen specimen) {
        Keyring keyring = Keyring.parse(specimen.keyring());
        var verifier = new SignatureVerifier(keyring, Set.of(), Set.of(), Clock.systemUTC());
        if (specimen.detached() == null) {
            verifier.verifyClearSigned(specimen.data());
        } else {
            verifier.verifyDetached(specimen.data(), specimen.detached());
        }
    }
}
