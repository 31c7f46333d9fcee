package io.streammirror.config;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.streammirror.config.KeyConverters.PositiveDuration;
import io.streammirror.config.KeyConverters.Share;
import io.streammirror.config.KeyConverters.WebhookUrl;
import io.streammirror.mirror.MirrorName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys of one webhook, as the operator wrote them; {@link NotificationCheck} requires URL and secret. */
public interface NotificationKeys {
    /** Where notifications are sent. It may contain a token, so it must not be shown. */
    @WithConverter(WebhookUrl.class)
    Optional<URI> url();

    /** The file of the secrets that sign; only the publisher reads it. */
    Optional<Path> secretFile();

    /** The kinds that are sent; all if not given. */
    Optional<List<NotificationKind>> events();

    /** The mirrors that it is about; all when not given. */
    Optional<List<MirrorName>> mirrors();

    /** How long a mirror must have failed before that is sent. */
    @WithConverter(PositiveDuration.class)
    @WithDefault("1h")
    Duration failingAfter();

    /** Share of {@code store.capacity}, from 0 to 1, below which the free space is low. */
    @WithConverter(Share.class)
    @WithDefault("10%")
    double minFree();
}
