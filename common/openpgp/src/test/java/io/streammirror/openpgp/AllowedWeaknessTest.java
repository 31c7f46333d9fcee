package io.streammirror.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.openpgp.SignatureRefusedException.ExpiredKey;
import io.streammirror.openpgp.SignatureRefusedException.ExpiredSignature;
import io.streammirror.openpgp.SignatureRefusedException.FutureDated;
import io.streammirror.openpgp.SignatureRefusedException.RevokedKey;
import io.streammirror.openpgp.SignatureRefusedException.WeakDigest;
import io.streammirror.openpgp.TrustCase.Specimen;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each weakness is refused with an error of its own, and taken where that one is allowed by name. */
class AllowedWeaknessTest {
    private static final Map<Class<?>, Weakness> ALLOWABLE = Map.of(
            ExpiredKey.class, Weakness.EXPIRED_KEY,
            RevokedKey.class, Weakness.REVOKED_KEY,
            WeakDigest.class, Weakness.WEAK_DIGEST,
            FutureDated.class, Weakness.FUTURE_DATED,
            ExpiredSignature.class, Weakness.EXPIRED_SIGNATURE);

    static Stream<TrustCase> weakCases() {
        return TrustCases.all().stream()
                .filter(trustCase -> trustCase.refusal() != null && ALLOWABLE.containsKey(trustCase.refusal()));
    }

    static Stream<TrustCase> otherRefusals() {
        return TrustCases.all().stream()
                .filter(trustCase -> trustCase.refusal() != null && !ALLOWABLE.containsKey(trustCase.refusal()));
    }

    @Test
    void shouldHaveCaseForEveryWeakness() {
        assertThat(weakCases().map(trustCase -> ALLOWABLE.get(trustCase.refusal())))
                .contains(Weakness.values());
    }

    @ParameterizedTest
    @MethodSource("weakCases")
    void shouldAcceptAndReportWeaknessWhenAllowedByName(TrustCase trustCase) {
        Weakness weakness = Objects.requireNonNull(ALLOWABLE.get(trustCase.refusal()));

        SignatureInfo info = verify(trustCase.specimen().get(), Set.of(weakness));

        assertThat(info.tolerated()).containsExactly(weakness);
    }

    @ParameterizedTest
    @MethodSource("weakCases")
    void shouldRefuseWeaknessWhenOnlyOthersAreAllowed(TrustCase trustCase) {
        Weakness weakness = Objects.requireNonNull(ALLOWABLE.get(trustCase.refusal()));
        Set<Weakness> others = EnumSet.complementOf(EnumSet.of(weakness));

        assertThatThrownBy(() -> verify(trustCase.specimen().get(), others))
                .isInstanceOf(trustCase.refusal())
                .hasMessageContaining("to accept it nevertheless, allow '" + weakness + "' for this source");
    }

    @ParameterizedTest
    @MethodSource("otherRefusals")
    void shouldRefuseOtherFaultsWhateverIsAllowed(TrustCase trustCase) {
        assertThatThrownBy(() -> verify(trustCase.specimen().get(), EnumSet.allOf(Weakness.class)))
                .isInstanceOf(trustCase.refusal())
                .hasMessageNotContaining("allow '");
    }

    @Test
    void shouldListKnownNamesWhenNameIsUnknown() {
        assertThatThrownBy(() -> Weakness.parse("anything"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("weakness 'anything' is unknown")
                .hasMessageContainingAll(
                        Arrays.stream(Weakness.values()).map(Weakness::label).toArray(String[]::new));
    }

    private static SignatureInfo verify(Specimen specimen, Set<Weakness> allowed) {
        var verifier = new SignatureVerifier(Keyring.parse(specimen.keyring()), Set.of(), allowed, Clock.systemUTC());
        return specimen.detached() == null
                ? verifier.verifyClearSigned(specimen.data()).signature()
                : verifier.verifyDetached(specimen.data(), specimen.detached());
    }
}
