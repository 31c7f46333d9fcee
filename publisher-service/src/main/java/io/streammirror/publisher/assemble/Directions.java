package io.streammirror.publisher.assemble;

import java.util.List;

/**
 * What operators want of a mirror's publications, with all that it takes to do it.
 *
 * @param hold whether nothing but what is published already, and what the other directions name, is listed
 * @param recalled the publication that was gone back to, whose versions fill the gaps; nothing when none was
 */
public record Directions(boolean hold, Withdrawals withdrawals, FormerTree recalled, List<PinnedVersion> pins) {
    public static final Directions NONE = new Directions(false, Withdrawals.NONE, FormerTree.NONE, List.of());

    public Directions {
        pins = List.copyOf(pins);
    }
}
