package io.streammirror.fetcher.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionLimitTest {
    private final AdmissionLimit admission = new AdmissionLimit(8);
    private long now;

    @Test
    void shouldLearnHowManyRequestsHostAdmits() {
        admission.refused(2, now);

        assertThat(admission.limit(now)).isEqualTo(2);
    }

    @Test
    void shouldLearnNothingWhenHostServesNoOtherRequest() {
        admission.refused(0, now);

        assertThat(admission.limit(now)).isEqualTo(8);
    }

    @Test
    void shouldTryOneMoreAfterAWhile() {
        admission.refused(1, now);
        now += AdmissionLimit.MIN_VALIDITY.toNanos();

        assertThat(admission.limit(now)).isEqualTo(2);
        assertThat(admission.limit(now)).isEqualTo(2);
    }

    @Test
    void shouldRefuseFewRequestsToLongTransfer() {
        int refused = 1;
        admission.refused(1, now);
        for (; now < Duration.ofHours(3).toNanos(); now += Duration.ofSeconds(1).toNanos()) {
            if (admission.limit(now) > 1) {
                admission.refused(1, now);
                refused++;
            }
        }

        assertThat(refused).isLessThanOrEqualTo(10);
    }
}
