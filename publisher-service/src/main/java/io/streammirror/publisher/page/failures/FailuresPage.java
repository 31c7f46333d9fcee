package io.streammirror.publisher.page.failures;

import io.streammirror.api.MirrorStatus;
import io.streammirror.publisher.page.PageContent;
import io.streammirror.publisher.page.PageKind;
import io.streammirror.publisher.page.PageRequest;
import io.streammirror.publisher.page.PageText;
import io.streammirror.publisher.page.SitePage;
import io.streammirror.publisher.page.overview.MirrorReports;
import io.streammirror.publisher.page.overview.NeededActions;
import io.streammirror.text.SafeText;
import jakarta.inject.Singleton;
import java.util.List;

/** The page of what fails, what is held and what is not published. */
@Singleton
public final class FailuresPage implements SitePage {
    /** Rows of one table; the API has all. */
    private static final int MAX_ROWS = 200;

    private final MirrorReports reports;

    public FailuresPage(MirrorReports reports) {
        this.reports = reports;
    }

    @Override
    public PageKind kind() {
        return PageKind.FAILURES;
    }

    @Override
    public PageContent content(PageRequest request) {
        MirrorStatus mirror = MirrorReports.mirror(reports.all(request), request.mirror());
        List<FailuresView.Omitted> omissions = Omissions.of(mirror);
        return new PageContent(
                "failures",
                "Failures of " + mirror.name(),
                new FailuresView(
                        NeededActions.of(mirror),
                        mirror.failures().stream()
                                .limit(MAX_ROWS)
                                .map(FailuresPage::failed)
                                .toList(),
                        omissions.stream().limit(MAX_ROWS).toList(),
                        Math.max(0, omissions.size() - MAX_ROWS)
                                + Math.max(0, mirror.failures().size() - MAX_ROWS),
                        StandingOrders.of(mirror)));
    }

    private static FailuresView.Failed failed(MirrorStatus.Failure failure) {
        return new FailuresView.Failed(
                failure.path() == null ? failure.sha256().hex() : PageText.name(failure.path()),
                SafeText.line(failure.reason()),
                failure.time() == null ? "" : PageText.time(failure.time()),
                failure.retryable() ? "within four minutes" : "when upstream changes");
    }
}
