package io.streammirror.publisher.serve;

import io.streammirror.publisher.readers.MirrorPlans;
import io.streammirror.publisher.readers.ReadingPlan;
import io.streammirror.simplestreams.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes of a served tree what its readers are measured by. */
final class ReaderPlans {
    private ReaderPlans() {}

    /** @param before what was served until now; plans of the same publications are taken from there */
    static List<MirrorPlans> of(ServedTree tree, List<MirrorPlans> before) {
        Map<Sha256, ReadingPlan> known = before.stream()
                .flatMap(plans -> plans.plans().stream())
                .collect(Collectors.toMap(ReadingPlan::id, plan -> plan, (one, same) -> one));
        Map<Sha256, ReadingPlan> live = before.stream()
                .flatMap(plans -> plans.live().stream())
                .collect(Collectors.toMap(ReadingPlan::id, plan -> plan, (one, same) -> one));
        return tree.mirrors().stream().map(mirror -> of(mirror, live, known)).toList();
    }

    /** Of a superseded publication only a part is served, which does not do when it becomes live again. */
    private static MirrorPlans of(MirrorTree mirror, Map<Sha256, ReadingPlan> live, Map<Sha256, ReadingPlan> known) {
        var plans = new ArrayList<ReadingPlan>();
        mirror.live().ifPresent(publication -> plans.add(plan(publication, live)));
        Stream<ServedPublication> superseded = mirror.superseded().stream().map(SupersededTree::publication);
        superseded.forEach(publication -> plans.add(plan(publication, known)));
        return new MirrorPlans(mirror.name(), mirror.base(), mirror.live().isPresent(), plans);
    }

    private static ReadingPlan plan(ServedPublication publication, Map<Sha256, ReadingPlan> known) {
        ReadingPlan plan = known.get(publication.id());
        return plan != null
                ? plan
                : new ReadingPlan(
                        publication.id(),
                        publication.updated(),
                        publication.signer(),
                        publication.streams(),
                        publication.items());
    }
}
