package io.streammirror.publisher.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.publisher.state.Unpublished;
import io.streammirror.publisher.state.Unpublished.Amount;
import io.streammirror.publisher.state.Unpublished.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceLevelGaugesTest {
    private static final Unpublished SOME = new Unpublished(Map.of(
            Reason.WITHHELD,
            new Amount(1, 100),
            Reason.LEFT_OUT,
            new Amount(2, 0),
            Reason.DELAYED,
            new Amount(5, 900)));

    @Test
    void shouldCountWithheldAndLeftOutButNotDelayed() {
        assertThat(ServiceLevelGauges.share(12, SOME, Amount::versions)).isEqualTo(0.75);
        assertThat(ServiceLevelGauges.share(1000, SOME, Amount::bytes)).isEqualTo(0.9);
    }

    @Test
    void shouldBeIncompleteWhenNothingIsWanted() {
        assertThat(ServiceLevelGauges.share(0, Unpublished.NONE, Amount::versions))
                .isZero();
        assertThat(ServiceLevelGauges.share(3, Unpublished.NONE, Amount::versions))
                .isEqualTo(1);
    }

    @Test
    void shouldNeverBeNegative() {
        assertThat(ServiceLevelGauges.share(2, SOME, Amount::versions)).isZero();
    }
}
