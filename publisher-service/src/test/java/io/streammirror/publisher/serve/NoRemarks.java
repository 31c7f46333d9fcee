package io.streammirror.publisher.serve;

import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.state.Remarks;
import java.util.List;

/** All mirrors are as they should be. */
final class NoRemarks implements Remarks {
    @Override
    public List<String> warnings(MirrorName mirror) {
        return List.of();
    }

    @Override
    public List<String> notes(MirrorName mirror) {
        return List.of();
    }
}
