package io.streammirror.publisher.page.playground;

import io.streammirror.api.SelectionPreview;
import io.streammirror.api.UnselectedList;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.snapshot.LatestSnapshots;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.publisher.snapshot.ReadCatalog;
import io.streammirror.selection.FilterException;
import io.streammirror.store.ObjectReader;
import io.streammirror.store.StoreException;
import io.streammirror.text.SafeText;
import java.util.Optional;

/**
 * Answers what upstream offers beyond the selections, and what others would take. One answer is computed at a time; each takes
 * at most some seconds, and some megabytes of memory that are given back when they are needed.
 */
public final class Playground {
    private final Settings settings;
    private final LatestSnapshots snapshots;
    private final UpstreamOffers offers;
    private final SelectionPreviewer previewer = new SelectionPreviewer(System::nanoTime);

    public Playground(Settings settings, LatestSnapshots snapshots, ObjectReader store) {
        this.settings = settings;
        this.snapshots = snapshots;
        this.offers = new UpstreamOffers(store);
    }

    /** An answer, or why there is none, for people. */
    public record Answer<T>(Optional<T> result, String problem) {
        static <T> Answer<T> of(T result) {
            return new Answer<>(Optional.of(result), "");
        }

        static <T> Answer<T> problem(String reason) {
            return new Answer<>(Optional.empty(), reason);
        }
    }

    /** A mirror with the state that answers a question about it. */
    private record Asked(MirrorSettings settings, MirrorSnapshot snapshot, ReadCatalog catalog) {}

    private interface Question<T> {
        T answer(Asked asked, UpstreamOffer offer);
    }

    /** The result of the selections. */
    public Answer<SelectionPreview> preview(MirrorName mirror, TriedSelections tried) {
        return answer(
                mirror,
                (asked, offer) -> previewer.preview(
                        asked.settings(), offer, tried, asked.snapshot().inventory()));
    }

    /**
     * The content that no selection takes.
     *
     * @param search only products with this text; empty for all
     * @param page from 1
     */
    public Answer<UnselectedList> notSelected(MirrorName mirror, String search, int page) {
        return answer(
                mirror, (asked, offer) -> NotSelected.list(asked.settings(), asked.catalog(), offer, search, page));
    }

    private synchronized <T> Answer<T> answer(MirrorName mirror, Question<T> question) {
        MirrorSettings configured = settings.mirrors().get(mirror);
        if (configured == null) {
            return Answer.problem("there is no mirror '" + mirror + "'");
        }
        if (configured.isImported()) {
            return Answer.problem("this mirror has no upstream: its content comes by bundles");
        }
        if (configured.isPromoted()) {
            return Answer.problem("this mirror has no upstream: it is promoted from "
                    + configured.from().map(MirrorName::value).orElse("another mirror"));
        }
        MirrorSnapshot snapshot = snapshots.of(mirror).orElse(null);
        ReadCatalog catalog = snapshot == null ? null : snapshot.catalog();
        if (snapshot == null || catalog == null) {
            return Answer.problem("no state of upstream was accepted yet");
        }
        try {
            return Answer.of(question.answer(new Asked(configured, snapshot, catalog), offers.of(mirror, catalog)));
        } catch (OfferException | FilterException | StoreException e) {
            return Answer.problem(SafeText.reason(e));
        }
    }
}
