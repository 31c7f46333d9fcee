package io.streammirror.system;

import io.streammirror.system.TraceReceiver.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws a trace as SVG: a row for each span below its parent, and time to the right. */
final class TracePicture {
    private static final int WIDTH = 960;
    private static final int LABELS = 210;
    private static final int DURATIONS = 90;
    private static final int HEAD = 44;
    private static final int ROW = 24;
    private static final int INDENT = 16;
    private static final Map<String, String> COLOURS = Map.of(
            "stream-mirror-watcher",
            "#8a4b00",
            "stream-mirror-fetcher",
            "#0b57b7",
            "stream-mirror-publisher",
            "#0c6b37");

    private final List<Span> trace;
    private final long start;
    private final double pixelsPerNano;
    private final StringBuilder svg = new StringBuilder();
    private int rows;

    private TracePicture(List<Span> trace) {
        this.trace = trace.stream()
                .sorted(Comparator.comparingLong(Span::start).thenComparing(Span::id))
                .toList();
        this.start = this.trace.get(0).start();
        long end = trace.stream().mapToLong(Span::end).max().orElseThrow();
        this.pixelsPerNano = (double) (WIDTH - LABELS - DURATIONS) / Math.max(1, end - start);
    }

    static String of(List<Span> trace) {
        return new TracePicture(trace).draw();
    }

    private String draw() {
        List<String> ids = trace.stream().map(Span::id).toList();
        trace.stream().filter(span -> !ids.contains(span.parent())).forEach(root -> rows(root, 0));
        int height = HEAD + rows * ROW + 12;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
                <rect width="%d" height="%d" fill="#fff"/>
                %s%s</svg>
                """.formatted(WIDTH, height, WIDTH, height, legend(), svg);
    }

    private static String legend() {
        var legend = new StringBuilder();
        var left = 16;
        for (String service : List.of("stream-mirror-watcher", "stream-mirror-fetcher", "stream-mirror-publisher")) {
            String name = service.replace("stream-mirror-", "");
            legend.append(bar(left, 14, 12, service)).append(text(left + 18, 25, name, "start"));
            left += 110;
        }
        return legend.toString();
    }

    private void rows(Span span, int depth) {
        int top = HEAD + rows * ROW;
        double left = LABELS + (span.start() - start) * pixelsPerNano;
        double width = Math.max(2, (span.end() - span.start()) * pixelsPerNano);
        if (rows % 2 == 0) {
            svg.append("<rect y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#f6f7f9\"/>%n".formatted(top, WIDTH, ROW));
        }
        svg.append(text(16 + depth * INDENT, top + 17, span.name(), "start"))
                .append(bar(left, top + 6, width, span.service()))
                .append(text(WIDTH - 16, top + 17, milliseconds(span), "end"));
        rows++;
        children(span).forEach(child -> rows(child, depth + 1));
    }

    private List<Span> children(Span parent) {
        var children = new ArrayList<Span>();
        trace.stream().filter(span -> span.parent().equals(parent.id())).forEach(children::add);
        return children;
    }

    private static String milliseconds(Span span) {
        return String.format(Locale.ROOT, "%.1f ms", (span.end() - span.start()) / 1e6);
    }

    private static String bar(double left, double top, double width, String service) {
        return String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.0f\" width=\"%.1f\" height=\"12\" rx=\"2\" fill=\"%s\"/>%n",
                left,
                top,
                width,
                COLOURS.getOrDefault(service, "#5a6170"));
    }

    private static String text(double left, double top, String words, String anchor) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"%s\" fill=\"#1c1e23\">%s</text>%n",
                left,
                top,
                anchor,
                words);
    }
}
