package io.streammirror.publisher.serve;

import static io.streammirror.publisher.serve.Validators.ConditionResult.FAILED;
import static io.streammirror.publisher.serve.Validators.ConditionResult.NOT_MODIFIED;
import static io.streammirror.publisher.serve.Validators.ConditionResult.PROCEED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidatorsTest {
    private static final String MODIFIED = "Mon, 23 Nov 2026 01:02:03 GMT";
    private static final String BEFORE = "Mon, 23 Nov 2026 01:02:02 GMT";
    private static final String AFTER = "Mon, 23 Nov 2026 01:02:04 GMT";

    private final Validators validators = new Validators("\"abc\"", Instant.parse("2026-11-23T01:02:03.999Z"));

    @Test
    void shouldWriteDatesInTheFormOfHttp() {
        assertThat(validators.lastModified()).isEqualTo(MODIFIED);
        assertThat(new Validators("\"a\"", Instant.parse("2026-01-02T00:00:00Z")).lastModified())
                .isEqualTo("Fri, 02 Jan 2026 00:00:00 GMT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"abc\"", "W/\"abc\"", "\"x\", \"abc\"", "\"x\",W/\"abc\" ", "*"})
    void shouldNotSendContentThatACacheHas(String ifNoneMatch) {
        assertThat(validators.evaluate(null, null, ifNoneMatch, null)).isEqualTo(NOT_MODIFIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "abc", "\"ab\"", ""})
    void shouldSendContentWhenACacheHasOther(String ifNoneMatch) {
        assertThat(validators.evaluate(null, null, ifNoneMatch, AFTER)).isEqualTo(PROCEED);
    }

    @ParameterizedTest
    @CsvSource({
        "'Mon, 23 Nov 2026 01:02:03 GMT', NOT_MODIFIED",
        "'Mon, 23 Nov 2026 01:02:04 GMT', NOT_MODIFIED",
        "'Mon, 23 Nov 2026 01:02:02 GMT', PROCEED",
        "yesterday, PROCEED",
        "'Tue, 23 Nov 2026 01:02:04 GMT', PROCEED",
    })
    void shouldDecideByDateWithoutTag(String ifModifiedSince, Validators.ConditionResult verdict) {
        assertThat(validators.evaluate(null, null, null, ifModifiedSince)).isEqualTo(verdict);
    }

    @Test
    void shouldFailRequestForAnotherState() {
        assertThat(validators.evaluate("\"x\"", null, null, null)).isEqualTo(FAILED);
        assertThat(validators.evaluate("W/\"abc\"", null, null, null)).isEqualTo(FAILED);
        assertThat(validators.evaluate(null, BEFORE, null, null)).isEqualTo(FAILED);
        assertThat(validators.evaluate("\"abc\"", BEFORE, null, null)).isEqualTo(PROCEED);
        assertThat(validators.evaluate("*", null, null, null)).isEqualTo(PROCEED);
    }

    @Test
    void shouldSendPartOnlyOfTheStateThatTheClientKnows() {
        assertThat(validators.allowsRange(null)).isTrue();
        assertThat(validators.allowsRange("\"abc\"")).isTrue();
        assertThat(validators.allowsRange(MODIFIED)).isTrue();
        assertThat(validators.allowsRange("W/\"abc\"")).isFalse();
        assertThat(validators.allowsRange("\"x\"")).isFalse();
        assertThat(validators.allowsRange(AFTER)).isFalse();
    }
}
