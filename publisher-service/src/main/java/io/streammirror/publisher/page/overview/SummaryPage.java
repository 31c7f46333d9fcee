package io.streammirror.publisher.page.overview;

import io.streammirror.api.MirrorStatus;
import io.streammirror.api.StatusReport;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.openpgp.Keyring;
import io.streammirror.publisher.page.PageContent;
import io.streammirror.publisher.page.PageKind;
import io.streammirror.publisher.page.PageNotFoundException;
import io.streammirror.publisher.page.PageRequest;
import io.streammirror.publisher.page.PageText;
import io.streammirror.publisher.page.SitePage;
import io.streammirror.publisher.state.MirrorMessages;
import io.streammirror.text.SafeText;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The front page of one mirror: its state, what is unusual about it, and how a MAAS reads it. */
@Singleton
public final class SummaryPage implements SitePage {
    private final MirrorReports reports;
    private final MirrorMessages messages;
    private final Settings settings;
    private final Keyring keyring;

    public SummaryPage(MirrorReports reports, MirrorMessages messages, Settings settings, Keyring keyring) {
        this.reports = reports;
        this.messages = messages;
        this.settings = settings;
        this.keyring = keyring;
    }

    @Override
    public PageKind kind() {
        return PageKind.MIRROR;
    }

    @Override
    public PageContent content(PageRequest request) {
        StatusReport report = reports.all(request);
        MirrorStatus mirror = MirrorReports.mirror(report, request.mirror());
        MirrorSettings configured = settings.mirrors().get(mirror.name());
        if (configured == null) {
            throw new PageNotFoundException("There is no mirror " + mirror.name() + ".");
        }
        ByteProgress progress = ByteProgress.of(mirror, report.fetching());
        List<ByteProgress> items = report.fetching().stream()
                .filter(item -> mirror.name().equals(item.mirror()))
                .map(ByteProgress::of)
                .toList();
        return new PageContent(
                "summary",
                mirror.name().value(),
                new SummaryView(
                        mirror.name().value(),
                        MirrorHealth.of(mirror, progress),
                        mirror.bytes().missing() > 0,
                        progress,
                        NeededActions.of(mirror),
                        facts(mirror, configured),
                        messages.warnings(mirror.name()).stream()
                                .map(SafeText::line)
                                .toList(),
                        messages.notes(mirror.name()).stream()
                                .map(SafeText::line)
                                .toList(),
                        items.stream().limit(OverviewView.MAX_ITEMS).toList(),
                        Math.max(0, items.size() - OverviewView.MAX_ITEMS),
                        mirror.publication() == null ? "" : request.link(mirror.path() + "/"),
                        MaasSteps.of(request, configured.path(), MirrorTexts.fingerprint(keyring), configured.maas())));
    }

    private static List<SummaryView.Fact> facts(MirrorStatus mirror, MirrorSettings configured) {
        var facts = new ArrayList<SummaryView.Fact>();
        if (mirror.source() != null) {
            facts.add(new SummaryView.Fact("Source", SafeText.line(mirror.source()), true));
        }
        if (mirror.from() != null) {
            facts.add(new SummaryView.Fact("Promoted from", "mirror " + mirror.from(), false));
        }
        facts.add(new SummaryView.Fact("Served at", mirror.path(), true));
        facts.add(new SummaryView.Fact("For MAAS", configured.maas().toString(), false));
        addTime(facts, "Last poll", mirror.polled());
        addTime(facts, "Upstream updated", mirror.upstreamUpdated());
        addTime(facts, "Published", mirror.published());
        if (mirror.publication() != null) {
            facts.add(new SummaryView.Fact("Publication", mirror.publication().abbreviated(), true));
            facts.add(new SummaryView.Fact(
                    "Contents", MirrorTexts.contents(mirror) + ", " + PageText.count(mirror.items(), "item"), false));
        }
        if (mirror.bytes().wanted() > 0) {
            facts.add(new SummaryView.Fact(
                    "Stored",
                    PageText.size(mirror.bytes().stored()) + " of "
                            + PageText.size(mirror.bytes().wanted()),
                    false));
        }
        if (mirror.dropped() > 0) {
            facts.add(new SummaryView.Fact(
                    "Dropped upstream", PageText.count(mirror.dropped(), "product") + " still published", false));
        }
        return facts;
    }

    private static void addTime(List<SummaryView.Fact> facts, String name, @Nullable Instant time) {
        if (time != null) {
            facts.add(new SummaryView.Fact(name, PageText.time(time), false));
        }
    }
}
