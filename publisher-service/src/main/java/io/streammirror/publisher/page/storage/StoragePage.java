package io.streammirror.publisher.page.storage;

import io.streammirror.api.StorageReport;
import io.streammirror.api.StorageReport.MirrorStorage;
import io.streammirror.publisher.page.PageContent;
import io.streammirror.publisher.page.PageKind;
import io.streammirror.publisher.page.PageRequest;
import io.streammirror.publisher.page.PageText;
import io.streammirror.publisher.page.SitePage;
import io.streammirror.publisher.page.storage.StorageView.Figure;
import io.streammirror.publisher.page.storage.StorageView.MirrorRow;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page of what the mirrors need and the store holds. */
@Singleton
public final class StoragePage implements SitePage {
    private static final String UNKNOWN = "not known yet";
    private static final int WHOLE = 100;

    private final StorageMeter meter;
    private final StorageCharts charts = new StorageCharts(PageText::size, PageText::duration);

    public StoragePage(StorageMeter meter) {
        this.meter = meter;
    }

    @Override
    public PageKind kind() {
        return PageKind.STORAGE;
    }

    @Override
    public PageContent content(PageRequest request) {
        StorageReport report = meter.report();
        return new PageContent(
                "storage",
                "Storage",
                new StorageView(
                        figures(report),
                        report.measured() == null ? null : PageText.time(report.measured()),
                        report.mirrors().stream().map(StoragePage::row).toList(),
                        report.history().isEmpty() ? List.of() : charts.of(report.history()),
                        request.link("/api/v1/storage")));
    }

    private static List<Figure> figures(StorageReport report) {
        var figures = new ArrayList<Figure>();
        figures.add(new Figure("Wanted", PageText.size(report.wanted()), "what the selections of all mirrors take"));
        figures.add(new Figure("Wanted and stored", PageText.size(report.present()), percent(report)));
        figures.add(new Figure("Stored", size(report.stored()), blobs(report)));
        figures.add(
                new Figure("Superseded", size(report.superseded()), "what only earlier publications and orders need"));
        figures.add(new Figure("Sweepable", size(report.sweepable()), "what the next sweep deletes"));
        figures.add(new Figure("Growth", growth(report.growth()), "over the time of the chart"));
        return figures;
    }

    private static String percent(StorageReport report) {
        return report.wanted() == 0 ? "" : WHOLE * report.present() / report.wanted() + " % of what is wanted";
    }

    private static String blobs(StorageReport report) {
        return report.blobs() == null ? "" : PageText.count(report.blobs(), "blob") + " of all mirrors";
    }

    private static String size(@Nullable Long bytes) {
        return bytes == null ? UNKNOWN : PageText.size(bytes);
    }

    private static String growth(@Nullable Long bytes) {
        if (bytes == null) {
            return UNKNOWN;
        }
        return (bytes < 0 ? "−" : "+") + PageText.size(Math.abs(bytes));
    }

    private static MirrorRow row(MirrorStorage mirror) {
        return new MirrorRow(
                mirror.mirror().value(),
                PageText.size(mirror.wanted()),
                PageText.size(mirror.present()),
                mirror.wanted() == 0 ? WHOLE : (int) (WHOLE * mirror.present() / mirror.wanted()));
    }
}
