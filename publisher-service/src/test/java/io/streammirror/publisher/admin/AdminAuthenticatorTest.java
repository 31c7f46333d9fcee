package io.streammirror.publisher.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminAuthenticatorTest {
    private static final String TOKEN = "0123456789abcdef";

    private final AdminAuthenticator gate = new AdminAuthenticator(Optional.of(new AdminToken(TOKEN)));

    @Test
    void shouldAcceptConfiguredToken() {
        assertThatCode(() -> gate.check("Bearer " + TOKEN)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, 401",
                "Basic MDEyMzQ1Njc4OWFiY2RlZg==, 401",
                "0123456789abcdef, 401",
                "Bearer, 401",
                "Bearer 0123456789abcde, 403",
                "Bearer 0123456789abcdeF, 403"
            })
    void shouldRefuseAnyOtherAuthorization(String authorization, int status) {
        assertThatThrownBy(() -> gate.check(authorization))
                .isInstanceOfSatisfying(AdminException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(status))
                .message()
                .doesNotContain(TOKEN);
    }

    @Test
    void shouldRefuseAndNameSettingWhenNoTokenIsConfigured() {
        assertThatThrownBy(() -> new AdminAuthenticator(Optional.empty()).check("Bearer " + TOKEN))
                .isInstanceOfSatisfying(AdminException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(403))
                .hasMessageContaining("stream-mirror.admin.token-file");
    }
}
