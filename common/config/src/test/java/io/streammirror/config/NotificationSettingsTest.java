package io.streammirror.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.mirror.MirrorName;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotificationSettingsTest extends SettingsOnDisk {
    @Test
    void shouldReadWebhookWithDefaults() throws IOException {
        NotificationKeys chat =
                read("  notifications:\n    chat: { url: 'https://hooks.example/a?b=c', secret-file: s }\n")
                        .notifications()
                        .get("chat");

        assertThat(chat.url()).contains(URI.create("https://hooks.example/a?b=c"));
        assertThat(chat.secretFile()).contains(directory.resolve("s"));
        assertThat(chat.events()).isEmpty();
        assertThat(chat.mirrors()).isEmpty();
        assertThat(chat.failingAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(chat.minFree()).isEqualTo(0.1);
    }

    @Test
    void shouldReadEveryKeyOfWebhook() throws IOException {
        NotificationKeys chat = read("""
                  notifications:
                    chat:
                      url: http://hooks.example/
                      secret-file: s
                      events: [published, key-rotated, store-low]
                      mirrors: [stable]
                      failing-after: 2h
                      min-free: 5%
                """).notifications().get("chat");

        assertThat(chat.events())
                .contains(
                        List.of(NotificationKind.PUBLISHED, NotificationKind.KEY_ROTATED, NotificationKind.STORE_LOW));
        assertThat(chat.mirrors()).contains(List.of(new MirrorName("stable")));
        assertThat(chat.failingAfter()).isEqualTo(Duration.ofHours(2));
        assertThat(chat.minFree()).isEqualTo(0.05);
    }

    @Test
    void shouldNameAllProblemsOfWebhooks() {
        assertThatThrownBy(() -> read("""
                  notifications:
                    Chat: { secret-file: s, events: [everything], mirrors: [other] }
                    pager: { url: 'https://user:sesame@hooks.example/?token=sesame', events: [held] }
                """))
                .hasMessageContaining("stream-mirror.notifications.Chat: name 'Chat': use 1 to 63 of a-z")
                .hasMessageContaining("stream-mirror.notifications.Chat.url: is missing")
                .hasMessageContaining(
                        "stream-mirror.notifications.Chat.events: event 'everything' is unknown; there are published,")
                .hasMessageContaining("stream-mirror.notifications.Chat.mirrors: there is no mirror 'other'")
                .hasMessageContaining(
                        "stream-mirror.notifications.pager.url: must be an http or https URL without user")
                .hasMessageContaining("stream-mirror.notifications.pager.secret-file: is missing")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void shouldReadFormOfLogs() throws IOException {
        assertThat(read("").logging().format()).isEqualTo(LogFormat.TEXT);
        assertThat(read("  logging: { format: json }\n").logging().format()).isEqualTo(LogFormat.JSON);
        assertThatThrownBy(() -> read("  logging: { format: xml }\n"))
                .hasMessageContaining("stream-mirror.logging.format: 'xml' is neither text nor json");
    }

    private Settings read(String more) throws IOException {
        String keys = more.startsWith("  ") || more.isEmpty() ? more : more.indent(2);
        return read(MINIMAL + keys, Map.of());
    }
}
