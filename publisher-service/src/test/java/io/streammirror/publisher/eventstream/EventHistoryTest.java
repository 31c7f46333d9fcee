package io.streammirror.publisher.eventstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventHistoryTest {
    private final EventHistory history = new EventHistory("a");

    @Test
    void shouldSendWhatFollowsAnEvent() {
        history.add(EventKind.STATE, "one", "1");
        history.add(EventKind.STATE, "one", "2");
        history.add(EventKind.PUBLICATION, "one", "3");

        assertThat(numbers(history.after("a-1"))).containsExactly(2L, 3L);
        assertThat(history.after("a-3")).isEmpty();
    }

    @Test
    void shouldWriteAnEventAsTheStandardSays() {
        assertThat(history.add(EventKind.PUBLICATION, "one", "{\"x\":1}").text())
                .hasToString("id: a-1\nevent: publication\ndata: {\"x\":1}\n\n");
    }

    @Test
    void shouldKeepOnlyTheNewestProgressOfEachMirror() {
        history.add(EventKind.STATE, "one", "1");
        for (int i = 0; i < 1000; i++) {
            history.add(EventKind.PROGRESS, i % 2 == 0 ? "one" : "two", "p");
        }

        assertThat(numbers(history.after("a-1"))).containsExactly(1000L, 1001L);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"b-2", "a-", "a-9", "a--1", "a-99999999999999999999", "nonsense", "a-2x"})
    void shouldSendTheCurrentStateWhenTheIdIsNotKnown(String id) {
        history.add(EventKind.STATE, "one", "old");
        history.add(EventKind.STATE, "two", "2");
        history.add(EventKind.STATE, "one", "new");

        assertThat(numbers(history.after(id))).containsExactly(2L, 3L);
    }

    @Test
    void shouldSendTheCurrentStateWhenTheIdIsTooOld() {
        for (int i = 0; i < EventHistory.MAX_KEPT + 2; i++) {
            history.add(EventKind.STATE, "one", "s");
        }

        assertThat(history.after("a-1")).hasSize(1);
        assertThat(history.after("a-2")).hasSize(EventHistory.MAX_KEPT);
    }

    private static List<Long> numbers(List<PublishedEvent> events) {
        return events.stream().map(PublishedEvent::number).toList();
    }
}
