package io.streammirror.publisher.page.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The view of the page about storage.
 *
 * @param measured when the slow numbers were measured; null before the first time
 * @param charts of the store, then of each mirror
 */
public record StorageView(
        List<Figure> figures, @Nullable String measured, List<MirrorRow> mirrors, List<Sparkline> charts, String json) {
    public StorageView {
        figures = List.copyOf(figures);
        mirrors = List.copyOf(mirrors);
        charts = List.copyOf(charts);
    }

    /** One number with what it means. */
    public record Figure(String label, String value, String meaning) {}

    /** The need of one mirror. */
    public record MirrorRow(String mirror, String wanted, String present, int percent) {}
}
