package io.streammirror.publisher.admin;

import io.streammirror.api.NotificationTestReport;
import io.streammirror.api.NotificationTestRequest;
import io.streammirror.publisher.notify.Webhooks;
import jakarta.inject.Singleton;
import java.util.List;

/** Tests webhooks for an operator. */
@Singleton
final class NotificationTests {
    private final Webhooks webhooks;

    NotificationTests(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /**
     * Sends a test event to these webhooks, or to all.
     *
     * @throws AdminException when one of them is not configured, or none is
     */
    NotificationTestReport test(NotificationTestRequest request) {
        List<String> known = webhooks.names();
        if (known.isEmpty()) {
            throw new AdminException(409, "no webhook is configured; add one to stream-mirror.notifications");
        }
        for (String name : request.webhooks()) {
            if (!known.contains(name)) {
                throw new AdminException(404, "there is no webhook '" + name + "'; there are " + known);
            }
        }
        return webhooks.test(request.webhooks().isEmpty() ? known : request.webhooks());
    }
}
