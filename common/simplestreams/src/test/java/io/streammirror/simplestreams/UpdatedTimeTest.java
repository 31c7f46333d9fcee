package io.streammirror.simplestreams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UpdatedTimeTest {
    private static final Instant TIME = Instant.parse("2025-07-24T08:01:49Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thu, 24 Jul 2025 08:01:49 +0000",
                "Thu, 24 Jul 2025 10:01:49 +0200",
                "Mon, 24 Jul 2025 08:01:49 +0000",
                "2025-07-24T08:01:49+00:00",
                "2025-07-24T08:01:49Z",
                "2025-07-24 03:01:49-0500"
            })
    void bothFormsWithAnyNumericZoneAreRead(String text) {
        assertThat(UpdatedTime.parse(text)).contains(TIME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "Thu, 24 Jul 2025 08:01:49 GMT",
                "Thu, 24 Jul 2025 08:01:49",
                "2025-07-24T08:01:49",
                "2025-07-24",
                "Thu, 32 Jul 2025 08:01:49 +0000"
            })
    void whatMaasWouldRefuseIsNoTime(String text) {
        assertThat(UpdatedTime.parse(text)).isEmpty();
    }

    @Test
    void writtenTimesAreEnglishOnEveryMachine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(UpdatedTime.format(Instant.parse("2025-12-03T04:05:06.9Z")))
                    .isEqualTo("Wed, 03 Dec 2025 04:05:06 +0000");
        } finally {
            Locale.setDefault(before);
        }
    }
}
