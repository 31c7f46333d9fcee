package io.streammirror.publisher.switchover;

import io.streammirror.catalog.CatalogStream;
import io.streammirror.config.MirrorSettings;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.Orders;
import io.streammirror.maas.MaasProfile;
import io.streammirror.maas.Rule;
import io.streammirror.maas.Violation;
import io.streammirror.publisher.assemble.Quarantine;
import io.streammirror.publisher.render.RenderedTree;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.publisher.snapshot.ReadCatalog;
import io.streammirror.publisher.verify.Culprits;
import io.streammirror.publisher.verify.ProductTrial;
import io.streammirror.publisher.verify.TreeCheck;
import io.streammirror.selection.FilterException;
import io.streammirror.selection.ImageDemand;
import io.streammirror.selection.StreamPatterns;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Assembles a tree that can be published: what a check finds unfit goes into quarantine, and the rest is assembled again.
 *
 * <p>Not safe for use by several threads.
 */
final class FitDraft {
    /** Each round withholds everything that the check finds; a later one finds what only shows without it. */
    private static final int MAX_ROUNDS = 8;

    private static final String WAITS_FOR_IMAGES =
            "Nothing is switched while only bootloaders are complete: MAAS 3.8 finds nothing to import in such a tree";

    private final MirrorSettings settings;
    private final DraftAssembler assembler;
    private final TreeCheck check;

    /** Unfit content stays unfit for as long as catalog and orders are the same. */
    private Quarantine quarantine = Quarantine.NONE;

    private @Nullable AcceptedCatalog checkedCatalog;
    private Orders checkedOrders = Orders.NONE;

    /**
     * A draft and what the check says of it.
     *
     * @param rendered null when the tree is empty, or is live already
     * @param violations empty when it can be published
     */
    record Result(PublicationDraft draft, @Nullable RenderedTree rendered, List<Violation> violations) {}

    FitDraft(MirrorSettings settings, Clock clock) {
        this.settings = settings;
        this.assembler = new DraftAssembler(settings, clock);
        this.check = new TreeCheck(StreamPatterns.of(settings.unfitStreams()), MaasProfile.of(settings.maas()));
    }

    /**
     * The draft of a snapshot.
     *
     * @param isLive whether a draft is what is live, so that nothing needs to be checked
     * @param render the documents of a draft
     */
    Result make(
            MirrorSnapshot snapshot,
            ReadCatalog catalog,
            Predicate<PublicationDraft> isLive,
            Function<PublicationDraft, RenderedTree> render) {
        forgetOthers(catalog.accepted(), snapshot.state().standing());
        for (int round = 1; ; round++) {
            try {
                PublicationDraft draft = assembler.assemble(snapshot, catalog, quarantine);
                if (draft.tree().isEmpty() || isLive.test(draft)) {
                    return new Result(draft, null, List.of());
                }
                RenderedTree rendered = render.apply(draft);
                List<Violation> violations = withoutWanted(check.check(rendered), catalog);
                if (isForLaterImages(violations, draft)) {
                    return new Result(draft.noting(WAITS_FOR_IMAGES), null, List.of());
                }
                Quarantine next = Culprits.withhold(violations, rendered, quarantine);
                if (next.equals(quarantine) || round == MAX_ROUNDS) {
                    return new Result(draft, rendered, violations);
                }
                quarantine = next;
            } catch (RuntimeException | StackOverflowError e) {
                Quarantine next =
                        ProductTrial.withhold(catalog.catalog().streams().values(), quarantine);
                if (next.equals(quarantine) || round == MAX_ROUNDS) {
                    throw e;
                }
                quarantine = next;
            }
        }
    }

    /** Images that are still to come make the tree one that all releases use. */
    private static boolean isForLaterImages(List<Violation> violations, PublicationDraft draft) {
        return draft.tree().waiting() > 0
                && !violations.isEmpty()
                && violations.stream().allMatch(violation -> violation.rule() == Rule.IMAGES);
    }

    /** Bootloaders alone may go live where the operator asks for nothing else, or has promoted or imported them. */
    private List<Violation> withoutWanted(List<Violation> violations, ReadCatalog catalog) {
        boolean lacksImages = violations.stream().anyMatch(violation -> violation.rule() == Rule.IMAGES);
        return lacksImages && !wantsImages(catalog)
                ? violations.stream()
                        .filter(violation -> violation.rule() != Rule.IMAGES)
                        .toList()
                : violations;
    }

    private boolean wantsImages(ReadCatalog catalog) {
        try {
            return settings.isPolled()
                    && ImageDemand.isIn(
                            settings.selections(),
                            catalog.catalog().streams().values().stream()
                                    .map(CatalogStream::selected)
                                    .toList());
        } catch (FilterException runaway) {
            return true;
        }
    }

    private void forgetOthers(AcceptedCatalog catalog, Orders orders) {
        if (!catalog.equals(checkedCatalog) || !orders.equals(checkedOrders)) {
            quarantine = Quarantine.NONE;
            checkedCatalog = catalog;
            checkedOrders = orders;
        }
    }
}
