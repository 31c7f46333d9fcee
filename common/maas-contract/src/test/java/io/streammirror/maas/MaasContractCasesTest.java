package io.streammirror.maas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the table, checked for every release. */
class MaasContractCasesTest {
    static Stream<ContractCases.Case> cases() {
        return ContractCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldGiveVerdictOfTableWhenFieldIsMutated(ContractCases.Case mutation) throws IOException {
        ContractReport checked = new ContractTree()
                .set(mutation.document(), mutation.pointer(), mutation.value())
                .read();

        for (MaasRelease release : MaasProfile.DEFAULT.releases()) {
            char expected = mutation.verdict().charAt(release == MaasRelease.V3_8 ? 1 : 0);
            if (release == MaasRelease.V3_4
                    && mutation.json() != null
                    && mutation.json().equals("\"custom\"")) {
                continue; // 3.4 deploys such an image.
            }
            assertThat(verdict(checked, release))
                    .as("MAAS %s, %s", release, checked.violations())
                    .isEqualTo(expected);
        }
    }

    @Test
    void shouldFindNothingWhenTreeIsGood() {
        assertThat(new ContractTree().read().violations()).isEmpty();
    }

    private static char verdict(ContractReport checked, MaasRelease release) {
        return checked.violations().stream()
                .map(Violation::impact)
                .filter(impact -> impact.concerns(release))
                .map(Impact::severity)
                .min(Severity::compareTo)
                .map(worst -> switch (worst) {
                    case BREAKS_SOURCE -> 'W';
                    case BREAKS_IMAGE -> 'P';
                    case CONFUSES -> '-';
                })
                .orElse('-');
    }
}
