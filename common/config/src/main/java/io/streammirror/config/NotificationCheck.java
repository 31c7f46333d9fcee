package io.streammirror.config;

import io.streammirror.mirror.MirrorName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules across the keys of {@code notifications}. Whether a secret can be read is checked by the publisher, which alone needs it. */
final class NotificationCheck {
    private static final String NOTIFICATIONS = KnownKeys.PREFIX + ".notifications.";

    /** Part of object keys, as the names of mirrors. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** Each has a thread and a connection. */
    private static final int MAX_WEBHOOKS = 20;

    private NotificationCheck() {}

    static void check(Map<String, NotificationKeys> notifications, Set<String> mirrors, Problems problems) {
        if (notifications.size() > MAX_WEBHOOKS) {
            problems.add(NOTIFICATIONS + "*", "names more than " + MAX_WEBHOOKS + " webhooks");
        }
        notifications.forEach((name, keys) -> check(NOTIFICATIONS + name, name, keys, mirrors, problems));
    }

    private static void check(String key, String name, NotificationKeys keys, Set<String> mirrors, Problems problems) {
        if (!NAME.matcher(name).matches()) {
            problems.add(key, "name '" + name + "': use 1 to 63 of a-z, 0-9 and '-', starting with a letter or digit");
        }
        if (keys.url().isEmpty()) {
            problems.add(key + ".url", "is missing: where notifications are sent");
        }
        if (keys.secretFile().isEmpty()) {
            problems.add(key + ".secret-file", "is missing: the file with the secret that signs notifications");
        }
        for (MirrorName mirror : keys.mirrors().orElse(List.of())) {
            if (!mirrors.contains(mirror.value())) {
                problems.add(key + ".mirrors", "there is no mirror '" + mirror + "'");
            }
        }
    }
}
