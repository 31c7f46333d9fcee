package io.streammirror.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    private static final String HEX = "D2EB44626FDDC30B513D5BB71A5D6C4C7DB87C81";

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEX,
                "d2eb44626fddc30b513d5bb71a5d6c4c7db87c81",
                "0xD2EB44626FDDC30B513D5BB71A5D6C4C7DB87C81",
                " D2EB 4462 6FDD C30B 513D  5BB7 1A5D 6C4C 7DB8 7C81\n"
            })
    void shouldReadWhatPeoplePaste(String text) {
        assertThat(Fingerprint.parse(text)).isEqualTo(new Fingerprint(HEX));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7DB87C81", "1A5D6C4C7DB87C81", HEX + "00", "G2EB44626FDDC30B513D5BB71A5D6C4C7DB87C81"})
    void shouldRefuseKeyId(String text) {
        assertThatThrownBy(() -> Fingerprint.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 40 or 64 hexadecimal digits");
    }

    @Test
    void shouldReadSixtyFourDigitsOfNewerKey() {
        assertThat(Fingerprint.parse("ab".repeat(32)).hex()).isEqualTo("AB".repeat(32));
    }
}
