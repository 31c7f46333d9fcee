package io.streammirror.publisher.state;

import io.streammirror.mirror.MirrorName;
import java.util.List;

/** Sentences about mirrors, for people who look at what is served. */
public interface MirrorMessages {
    /** What whoever relies on a mirror must be told first; none for one that is as it should be, or that nobody configured. */
    List<String> warnings(MirrorName mirror);

    /** What else is worth knowing of it. */
    List<String> notes(MirrorName mirror);
}
