package io.streammirror.publisher.page.history;

import io.streammirror.api.PublicationInfo;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.history.MirrorHistory;
import io.streammirror.publisher.page.PageContent;
import io.streammirror.publisher.page.PageKind;
import io.streammirror.publisher.page.PageRequest;
import io.streammirror.publisher.page.PageText;
import io.streammirror.publisher.page.SitePage;
import io.streammirror.text.SafeText;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The page of a mirror's publications and decisions. */
@Singleton
public final class HistoryPage implements SitePage {
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String BEFORE = "before";

    private final MirrorHistory history;
    private final MirrorDecisions decisions;

    public HistoryPage(MirrorHistory history, MirrorDecisions decisions) {
        this.history = history;
        this.decisions = decisions;
    }

    @Override
    public PageKind kind() {
        return PageKind.HISTORY;
    }

    /** A difference parses the documents of two publications, and decisions are read one by one. */
    @Override
    public boolean isHeavy() {
        return true;
    }

    @Override
    public PageContent content(PageRequest request) {
        MirrorName mirror = request.mirror();
        List<PublicationInfo> kept = history.kept(mirror).publications();
        String from = request.parameter(FROM)
                .orElse(kept.size() > 1 ? kept.get(1).id().hex() : "");
        String to = request.parameter(TO)
                .orElse(kept.isEmpty() ? "" : kept.get(0).id().hex());
        @Nullable DifferenceView difference = null;
        String problem = "";
        boolean compared =
                request.parameter(FROM).isPresent() || request.parameter(TO).isPresent();
        // The part that refreshes itself is beside the difference, which stays the same.
        if (compared && request.parameter(PageRequest.FRAGMENT).isEmpty()) {
            try {
                difference = history.between(mirror, from, to)
                        .map(found -> DifferenceView.of(found, json(request, from, to)))
                        .orElse(null);
            } catch (IllegalArgumentException unknown) {
                problem = SafeText.reason(unknown);
            }
        }
        long before = before(request);
        MirrorDecisions.Part part = decisions.of(mirror, before);
        return new PageContent(
                "history",
                "History of " + mirror,
                new HistoryView(
                        mirror.value(),
                        kept.stream()
                                .map(publication -> row(publication, from, to))
                                .toList(),
                        difference,
                        problem,
                        part.rows().stream()
                                .map(row -> request.isForOperators() ? row : row.forPublic())
                                .toList(),
                        part.before() > 1 ? request.with(BEFORE, Long.toString(part.before())) : "",
                        before == Long.MAX_VALUE,
                        request.with(PageRequest.FRAGMENT, "live")));
    }

    private static String json(PageRequest request, String from, String to) {
        return request.link("/api/v1/mirrors/" + request.mirror() + "/diff")
                + PageRequest.parameters(new TreeMap<>(Map.of(FROM, from, TO, to)));
    }

    private static long before(PageRequest request) {
        return request.parameter(BEFORE)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(Long.MAX_VALUE);
    }

    private static HistoryView.Row row(PublicationInfo publication, String from, String to) {
        String id = publication.id().hex();
        return new HistoryView.Row(
                id,
                publication.id().abbreviated(),
                PageText.time(publication.updated()),
                publication.superseded() == null ? "" : PageText.time(publication.superseded()),
                publication.catalog().abbreviated(),
                publication.superseded() == null,
                !from.isEmpty() && id.startsWith(from),
                !to.isEmpty() && id.startsWith(to));
    }
}
