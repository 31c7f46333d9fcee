package io.streammirror.publisher.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptRequestTest {
    @Test
    void revisionPersonAndReasonAreRead() {
        assertThat(parse("{'revision': 'ABCDEF012345', 'who': 'alice', 'why': 'upstream says so'}"))
                .isEqualTo(new AcceptRequest("abcdef012345", new Operator("alice", "upstream says so")));
        assertThat(parse("{'revision': 'abcdef012345', 'who': 'alice'}").by().why())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{'who': 'alice'}",
                "{'revision': 'abcdef01234', 'who': 'alice'}",
                "{'revision': 'abcdef01234x', 'who': 'alice'}",
                "{'revision': 'abcdef012345'}",
                "{'revision': 'abcdef012345', 'who': ' '}",
                "{'revision': 'abcdef012345', 'who': 'a\\u0007b'}",
                "{'revision': 'abcdef012345', 'who': 'alice', 'why': 'one\\nline more'}"
            })
    void whatIsNotARequestIsNamed(String body) {
        assertThatThrownBy(() -> parse(body))
                .isInstanceOfSatisfying(AdminException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(400));
    }

    @Test
    void aReasonIsNoNovel() {
        assertThatThrownBy(
                        () -> parse("{'revision': 'abcdef012345', 'who': 'alice', 'why': '" + "x".repeat(501) + "'}"))
                .hasMessageContaining("at most 500");
    }

    private static AcceptRequest parse(String body) {
        return AcceptRequest.parse(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
