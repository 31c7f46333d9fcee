package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;

/**
 * Asks for a test event to webhooks.
 *
 * @param webhooks names; empty for all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NotificationTestRequest(List<String> webhooks) {
    public NotificationTestRequest {
        webhooks = List.copyOf(Objects.requireNonNullElse(webhooks, List.of()));
    }
}
