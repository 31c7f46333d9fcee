package io.streammirror.publisher.notify;

import io.streammirror.config.NotificationKind;
import io.streammirror.mirror.MirrorName;
import org.jspecify.annotations.Nullable;

/**
 * One thing that webhooks are notified of.
 *
 * @param mirror that it is about; null for the store
 */
record Notification(NotificationKind kind, @Nullable MirrorName mirror, CloudEvent event) {}
