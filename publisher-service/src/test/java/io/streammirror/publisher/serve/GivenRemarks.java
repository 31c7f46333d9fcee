package io.streammirror.publisher.serve;

import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.state.MirrorMessages;
import java.util.List;

/** The same of every mirror. */
record GivenRemarks(List<String> warnings, List<String> notes) implements MirrorMessages {
    static final MirrorMessages NONE = new GivenRemarks(List.of(), List.of());

    @Override
    public List<String> warnings(MirrorName mirror) {
        return warnings;
    }

    @Override
    public List<String> notes(MirrorName mirror) {
        return notes;
    }
}
