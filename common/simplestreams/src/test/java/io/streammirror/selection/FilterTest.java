package io.streammirror.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FilterTest {
    private static final Map<String, String> FIELDS =
            Map.of("arch", "amd64", "os", "grub-efi-signed", "release", "jammy", "subarch", "ga-22.04", "odd", "=x ");

    @ParameterizedTest
    @CsvSource(
            delimiter = '\u00a6',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "arch=amd64¦true",
                "arch=AMD64¦false",
                "arch=amd¦false",
                "arch!=arm64¦true",
                "arch!=amd64¦false",
                "arch  =  amd64¦true",
                "arch = amd64 ¦false",
                "odd==x ¦true",
                "odd!==x ¦false",
                "missing=¦true",
                "missing~.*¦true",
                "missing!=x¦true",
                "missing~x¦false",
                "missing!~x¦true",
                "release~(jammy|noble)¦true",
                "release~am¦true",
                "release!~^am¦true",
                "release ~ ^jammy$¦true",
                "os~(grub*|pxelinux)¦true",
                "os~gru¦true",
                "subarch~^[ag]+-\\d{2}\\.\\d+$¦true",
                "a|b-c_1=¦true",
                "é=¦true"
            })
    void filtersDecideAsTheReferenceDoes(String expression, boolean accepted) {
        assertThat(Filter.parse(expression).accepts(FIELDS)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "arch", " arch=amd64", "a.b=c", "=x", "a:b=c", "arch>1", "arch=a\nb"})
    void whatIsNotInTheLanguageIsExplained(String expression) {
        assertThatThrownBy(() -> Filter.parse(expression))
                .isInstanceOf(FilterException.class)
                .hasMessageStartingWith("filter '" + expression + "'")
                .hasMessageContaining("write key=value");
    }

    @Test
    void aFilterReadsAsItWasWritten() {
        assertThat(Filter.parse("arch != amd64")).hasToString("arch!=amd64");
        assertThat(Filter.parse("os !~ x+")).hasToString("os!~x+").isEqualTo(Filter.parse("os!~x+"));
    }
}
