package io.streammirror.publisher.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.api.AcceptRequest;
import io.streammirror.api.ImageRequest;
import io.streammirror.api.OrderRequest;
import io.streammirror.api.SweepRequest;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.VersionName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
    @Test
    void shouldReadRevisionInLowerCaseWithPersonAndReason() {
        assertThat(read("{'revision': 'ABCDEF012345', 'who': 'alice', 'why': 'upstream says so'}", AcceptRequest.class))
                .isEqualTo(new AcceptRequest("abcdef012345", "alice", "upstream says so"));
        assertThat(read("{'revision': 'abcdef012345', 'who': 'alice'}", AcceptRequest.class)
                        .why())
                .isNull();
    }

    @Test
    void shouldBindNamesWhenOrderHasThem() {
        assertThat(read("{'who': 'alice', 'product': 'p:1', 'version': 'v1', 'later': [1]}", OrderRequest.class))
                .isEqualTo(OrderRequest.by("alice", null)
                        .withProduct(new ProductName("p:1"), null, new VersionName("v1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "null",
                "1",
                "{'revision': 'abcdef012345', 'who': 'alice'} {}",
                "{'who': 'alice'}",
                "{'revision': 'abcdef01234', 'who': 'alice'}",
                "{'revision': 'abcdef01234x', 'who': 'alice'}",
                "{'revision': 'abcdef012345'}",
                "{'revision': 'abcdef012345', 'who': null}",
                "{'revision': 'abcdef012345', 'who': ['alice']}",
                "{'revision': 'abcdef012345', 'who': ' '}",
                "{'revision': 'abcdef012345', 'who': 'a\\u0007b'}",
                "{'revision': 'abcdef012345', 'who': 'alice', 'who': 'bob'}",
                "{'revision': 'abcdef012345', 'who': 'alice', 'why': 'one\\nline more'}"
            })
    void shouldRefuseBodyThatIsNoRequest(String body) {
        assertThatThrownBy(() -> Operator.of(read(body, AcceptRequest.class)))
                .isInstanceOfSatisfying(AdminException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(400));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    {'product': 'p'}                                                | 'who' is missing
                    {'who': 'alice', 'only': 'all'}                                 | 'only' must be 'hold' or 'rollback'
                    {'who': 'alice', 'version': ''}                               | 'version':
                    {'who': 'alice', 'stream': ''}                                  | 'stream':
                    """)
    void shouldNameFieldThatIsWrong(String body, String message) {
        assertThatThrownBy(() -> read(body, OrderRequest.class))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1e99999999999", "'many'", "-", "99999999999999999999"})
    void shouldRefuseSizeThatIsNoNumberOfBytes(String size) {
        String body = "{'who': 'alice', 'os': 'o', 'release': 'r', 'arch': 'amd64', 'serial': '1', 'files': [{'kind':"
                + " 'squashfs', 'sha256': '" + "0".repeat(64) + "', 'size': " + size + "}]}";

        assertThatThrownBy(() -> read(body, ImageRequest.class))
                .isInstanceOfSatisfying(AdminException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(400));
    }

    @Test
    void shouldRefuseSweepThatIsDryRunAndAcceptsPlan() {
        assertThatThrownBy(
                        () -> read("{'who': 'alice', 'dry-run': true, 'accept': '0123456789ab'}", SweepRequest.class))
                .hasMessageContaining("exclude each other");
    }

    @Test
    void shouldRefuseReasonThatIsTooLong() {
        String body = "{'revision': 'abcdef012345', 'who': 'alice', 'why': '" + "x".repeat(501) + "'}";

        assertThatThrownBy(() -> Operator.of(read(body, AcceptRequest.class))).hasMessageContaining("at most 500");
    }

    private static <T> T read(String body, Class<T> type) {
        return RequestBody.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8), type);
    }
}
