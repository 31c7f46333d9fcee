package io.streammirror.publisher.state;

import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.mirror.MirrorName;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Warns of what configuration and the last look at the log show. */
@Singleton
final class CurrentWarnings implements Warnings {
    private final Settings settings;
    private final PublisherState state;

    CurrentWarnings(Settings settings, PublisherState state) {
        this.settings = settings;
        this.state = state;
    }

    @Override
    public List<String> of(MirrorName mirror) {
        Optional<MirrorSettings> configured =
                Optional.ofNullable(settings.mirrors().get(mirror));
        return configured
                .map(known -> MirrorWarnings.of(known, state.view(mirror)))
                .orElse(List.of());
    }
}
