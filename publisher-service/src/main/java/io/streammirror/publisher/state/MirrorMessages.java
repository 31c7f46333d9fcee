package io.streammirror.publisher.state;

import io.streammirror.mirror.MirrorName;
import java.util.List;

/** Sentences about mirrors, for people who look at what is served. */
public interface MirrorMessages {
    /** The most important messages about a mirror; none for a healthy mirror or one that is not configured. */
    List<String> warnings(MirrorName mirror);

    /** Notes about a mirror. */
    List<String> notes(MirrorName mirror);
}
