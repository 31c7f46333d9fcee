package io.streammirror.publisher.state;

import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.mirror.MirrorName;
import io.streammirror.store.CreationCheck;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remarks on what configuration, store and the last check of the log show. */
@Singleton
final class CurrentMirrorMessages implements MirrorMessages {
    private final Settings settings;
    private final PublisherState state;
    private final CreationCheck store;

    CurrentMirrorMessages(Settings settings, PublisherState state, CreationCheck store) {
        this.settings = settings;
        this.state = state;
        this.store = store;
    }

    private List<String> warnings(MirrorSettings known, MirrorName mirror) {
        var warnings = new ArrayList<>(MirrorWarnings.of(known, state.view(mirror)));
        store.warning().ifPresent(warnings::add);
        return warnings;
    }

    @Override
    public List<String> warnings(MirrorName mirror) {
        Optional<MirrorSettings> configured =
                Optional.ofNullable(settings.mirrors().get(mirror));
        return configured.map(known -> warnings(known, mirror)).orElse(List.of());
    }

    @Override
    public List<String> notes(MirrorName mirror) {
        return MirrorNotes.of(state.view(mirror));
    }
}
