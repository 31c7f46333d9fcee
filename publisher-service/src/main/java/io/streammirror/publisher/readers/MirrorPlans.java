package io.streammirror.publisher.readers;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import java.util.List;
import java.util.Optional;

/**
 * The reading plans of a mirror's publications.
 *
 * @param base path of the mirror, without a slash at the end
 * @param hasLive whether something is live
 * @param plans the live one first, then superseded ones that are still served, from the newest to the oldest
 */
public record MirrorPlans(MirrorName mirror, String base, boolean hasLive, List<ReadingPlan> plans) {
    public MirrorPlans {
        plans = List.copyOf(plans);
    }

    /** That of the live publication. */
    public Optional<ReadingPlan> live() {
        return hasLive ? Optional.of(plans.get(0)) : Optional.empty();
    }

    /** How many publications are newer than one; empty where that one is not served any more. */
    Optional<Integer> behind(Sha256 publication) {
        for (int i = 0; i < plans.size(); i++) {
            if (plans.get(i).id().equals(publication)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** The newest publication that names a document. */
    Optional<ReadingPlan> naming(String path) {
        return plans.stream().filter(plan -> plan.position(path).isPresent()).findFirst();
    }
}
