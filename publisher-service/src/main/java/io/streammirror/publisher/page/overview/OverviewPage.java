package io.streammirror.publisher.page.overview;

import io.streammirror.api.MirrorStatus;
import io.streammirror.api.StatusReport;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.openpgp.Keyring;
import io.streammirror.publisher.page.PageAddress;
import io.streammirror.publisher.page.PageContent;
import io.streammirror.publisher.page.PageKind;
import io.streammirror.publisher.page.PageRequest;
import io.streammirror.publisher.page.SitePage;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;

/** The front page of the site: all mirrors, what needs the operator, and what is being fetched. */
@Singleton
public final class OverviewPage implements SitePage {
    private final MirrorReports reports;
    private final Settings settings;
    private final Keyring keyring;

    public OverviewPage(MirrorReports reports, Settings settings, Keyring keyring) {
        this.reports = reports;
        this.settings = settings;
        this.keyring = keyring;
    }

    @Override
    public PageKind kind() {
        return PageKind.OVERVIEW;
    }

    @Override
    public PageContent content(PageRequest request) {
        StatusReport report = reports.all(request);
        List<MirrorLine> lines = report.mirrors().stream()
                .map(mirror -> line(request, report, mirror))
                .toList();
        List<NeededAction> actions = NeededActions.of(report);
        List<ByteProgress> items = report.fetching().stream()
                .map(ByteProgress::of)
                .sorted(Comparator.comparing(ByteProgress::total).reversed().thenComparing(ByteProgress::label))
                .toList();
        SiteHealth site = SiteHealth.of(lines);
        return new PageContent(
                "overview",
                "",
                new OverviewView(
                        site.words(),
                        site.kind(),
                        actions,
                        lines,
                        items.stream().limit(OverviewView.MAX_ITEMS).toList(),
                        Math.max(0, items.size() - OverviewView.MAX_ITEMS),
                        steps(request),
                        request.link("/keys/mirror.gpg"),
                        request.link("/keys/mirror.asc")));
    }

    private MirrorLine line(PageRequest request, StatusReport report, MirrorStatus mirror) {
        ByteProgress progress = ByteProgress.of(mirror, report.fetching());
        MirrorSettings configured = settings.mirrors().get(mirror.name());
        return new MirrorLine(
                mirror.name().value(),
                request.link(PageAddress.of(PageKind.MIRROR, mirror.name())),
                request.link(PageAddress.of(PageKind.FAILURES, mirror.name())),
                MirrorHealth.of(mirror, progress),
                MirrorTexts.contents(mirror),
                MirrorTexts.published(mirror),
                configured == null ? "" : configured.maas().toString(),
                mirror.bytes().missing() > 0,
                progress);
    }

    private List<MaasSteps> steps(PageRequest request) {
        return settings.mirrors().size() == 1
                ? settings.mirrors().values().stream()
                        .map(mirror ->
                                MaasSteps.of(request, mirror.path(), MirrorTexts.fingerprint(keyring), mirror.maas()))
                        .toList()
                : List.of();
    }
}
