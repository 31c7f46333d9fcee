package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of a test of webhooks.
 *
 * @param webhooks in the order of their names
 */
public record NotificationTestReport(List<WebhookTest> webhooks) {
    public NotificationTestReport {
        webhooks = List.copyOf(Objects.requireNonNullElse(webhooks, List.of()));
    }

    /**
     * One webhook.
     *
     * @param id of the event that was sent, as in {@code webhook-id}
     * @param failure why the receiver has not taken it; null when it has
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WebhookTest(
            String name, String id, @Nullable String failure) {}
}
