package io.streammirror.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepPlanTest {
    @Test
    void shouldReadBackWhatWasWritten() {
        var plan = new SweepPlan(List.of(
                new PlannedObject("catalogs/stable/b.json", 2, Instant.parse("2026-11-23T12:00:00Z")),
                new PlannedObject("blobs/sha256/aa/a", 1, Instant.parse("2026-11-22T12:00:00Z"))));

        assertThat(SweepPlan.decode(plan.encode())).isEqualTo(plan);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"format\":\"sweep-plan:2\"}                    | its format is 'sweep-plan:2', not 'sweep-plan:1'",
                "{\"format\":\"sweep-plan:1\"}                    | field 'objects' is missing",
                "{\"format\":\"sweep-plan:1\",\"objects\":[null]} | objects",
                "{\"format\":\"sweep-plan:1\",\"objects\":[{}]}   | key",
                "null                                             | it is null",
                "[]                                               | not the JSON of a Form"
            })
    void shouldNameProblemWhenBytesAreNoPlan(String bytes, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SweepPlan.decode(bytes.getBytes(StandardCharsets.UTF_8)))
                .withMessageStartingWith("not a sweep plan: ")
                .withMessageContaining(problem);
    }
}
