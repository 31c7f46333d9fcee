package io.streammirror.publisher.page.storage;

import io.streammirror.api.StoragePoint;
import io.streammirror.api.StoragePoint.MirrorPoint;
import io.streammirror.mirror.MirrorName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Draws the history: what is stored, and how fresh and complete each mirror was. */
final class StorageCharts {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int WHOLE = 100;

    private final Function<Long, String> size;
    private final Function<Duration, String> duration;

    /**
     * @param size bytes for people
     * @param duration for people
     */
    StorageCharts(Function<Long, String> size, Function<Duration, String> duration) {
        this.size = size;
        this.duration = duration;
    }

    /** A number of one moment. */
    private record Value(Instant time, double number, String text) {}

    List<Sparkline> of(List<StoragePoint> points) {
        var charts = new ArrayList<Sparkline>();
        charts.add(chart(
                "stored",
                "Stored",
                points.stream()
                        .map(point -> new Value(point.time(), (double) point.stored(), size.apply(point.stored())))
                        .toList()));
        var mirrors = new TreeSet<MirrorName>();
        points.forEach(point -> point.mirrors().forEach(mirror -> mirrors.add(mirror.mirror())));
        mirrors.forEach(mirror -> {
            charts.add(chart(
                    "behind-" + mirror,
                    mirror + ": behind upstream",
                    values(points, mirror, of -> (double) of.behindSeconds(), this::behind)));
            charts.add(chart(
                    "complete-" + mirror,
                    mirror + ": products up to date",
                    values(points, mirror, StorageCharts::percent, of -> Math.round(percent(of)) + " %")));
        });
        return charts;
    }

    private String behind(MirrorPoint point) {
        return point.behindSeconds() == 0 ? "nothing" : duration.apply(Duration.ofSeconds(point.behindSeconds()));
    }

    private static double percent(MirrorPoint point) {
        return point.products() == 0 ? 0 : (double) point.upToDate() * WHOLE / point.products();
    }

    private static List<Value> values(
            List<StoragePoint> points,
            MirrorName mirror,
            ToDoubleFunction<MirrorPoint> number,
            Function<MirrorPoint, String> text) {
        var values = new ArrayList<Value>();
        points.forEach(point -> point.mirrors().stream()
                .filter(of -> of.mirror().equals(mirror))
                .forEach(of -> values.add(new Value(point.time(), number.applyAsDouble(of), text.apply(of)))));
        return values;
    }

    private static Sparkline chart(String name, String title, List<Value> values) {
        var rows = new ArrayList<Sparkline.Row>();
        values.forEach(value -> rows.add(new Sparkline.Row(TIME.format(value.time()), value.text())));
        Collections.reverse(rows);
        return Sparkline.of(
                name,
                title,
                summary(values),
                values.stream().map(value -> value.time().getEpochSecond()).toList(),
                values.stream().map(Value::number).toList(),
                rows);
    }

    private static String summary(List<Value> values) {
        if (values.isEmpty()) {
            return "no point yet";
        }
        Value first = values.get(0);
        Value last = values.get(values.size() - 1);
        return values.size() == 1
                ? last.text() + " at " + TIME.format(last.time())
                : "from " + first.text() + " at " + TIME.format(first.time()) + " to " + last.text() + " at "
                        + TIME.format(last.time());
    }
}
