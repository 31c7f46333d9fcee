package io.streammirror.publisher.page.readers;

import io.streammirror.api.ReaderCounts;
import io.streammirror.api.ReaderInfo;
import io.streammirror.api.ReaderReport;
import io.streammirror.api.ReaderState;
import io.streammirror.publisher.page.PageContent;
import io.streammirror.publisher.page.PageKind;
import io.streammirror.publisher.page.PageRequest;
import io.streammirror.publisher.page.PageText;
import io.streammirror.publisher.page.SitePage;
import io.streammirror.publisher.readers.ReaderIntake;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;

/** The page of readers: their number by state for the public, and each of them for operators. */
@Singleton
public final class ReadersPage implements SitePage {
    /** Rows of one table; the API has all. */
    private static final int MAX_ROWS = 200;

    private static final List<ReaderState> ORDER = List.of(
            ReaderState.REFUSING, ReaderState.BEHIND, ReaderState.SILENT, ReaderState.UNKNOWN, ReaderState.CURRENT);

    private final ReaderIntake readers;
    private final Clock clock;

    public ReadersPage(ReaderIntake readers, Clock clock) {
        this.readers = readers;
        this.clock = clock;
    }

    @Override
    public PageKind kind() {
        return PageKind.READERS;
    }

    @Override
    public PageContent content(PageRequest request) {
        ReaderReport report = readers.report(clock.instant());
        boolean detailed = request.isForOperators();
        List<ReadersView.OfMirror> mirrors = report.mirrors().stream()
                .map(mirror -> ofMirror(mirror, detailed ? report.readers() : List.of()))
                .toList();
        long shown = mirrors.stream().mapToLong(mirror -> mirror.rows().size()).sum();
        List<ReadersView.Lost> lost = detailed ? lost(report.readers()) : List.of();
        return new PageContent(
                "readers",
                "Readers",
                new ReadersView(
                        PageText.time(report.since()),
                        detailed,
                        mirrors,
                        lost.stream().limit(MAX_ROWS).toList(),
                        detailed ? (int) Math.max(0, report.readers().size() - shown - lost.size()) : 0,
                        request.root() + "api/v1/readers"));
    }

    private static ReadersView.OfMirror ofMirror(ReaderReport.MirrorReaders mirror, List<ReaderInfo> readers) {
        ReaderCounts counts = mirror.counts();
        return new ReadersView.OfMirror(
                mirror.name().value(),
                summary(counts),
                counts.refusing() > 0,
                counts.current(),
                counts.behind(),
                counts.refusing(),
                counts.silent(),
                "mirror readers " + mirror.name(),
                readers.stream()
                        .filter(reader -> mirror.name().equals(reader.mirror()))
                        .sorted(Comparator.comparingInt((ReaderInfo reader) -> ORDER.indexOf(reader.state()))
                                .thenComparing(ReaderInfo::address))
                        .limit(MAX_ROWS)
                        .map(reader -> ReaderRows.row(reader, mirror.signer()))
                        .toList());
    }

    private static String summary(ReaderCounts counts) {
        if (counts.all() == 0) {
            return "No reader was seen yet.";
        }
        if (counts.refusing() > 0) {
            return PageText.count(counts.refusing(), "reader refuses", "readers refuse")
                    + " this mirror. Usually the keyring is missing there.";
        }
        if (counts.behind() + counts.silent() == 0) {
            return counts.all() == 1
                    ? "The only reader has the live publication."
                    : "All " + counts.all() + " readers have the live publication.";
        }
        return counts.current() + " of " + PageText.count(counts.all(), "reader") + " have the live publication.";
    }

    private static List<ReadersView.Lost> lost(List<ReaderInfo> readers) {
        return readers.stream()
                .filter(reader -> reader.mirror() == null)
                .map(reader -> new ReadersView.Lost(
                        PageText.name(reader.address()),
                        PageText.name(reader.agent()),
                        reader.notFoundPath() == null ? "" : PageText.name(reader.notFoundPath())))
                .toList();
    }
}
