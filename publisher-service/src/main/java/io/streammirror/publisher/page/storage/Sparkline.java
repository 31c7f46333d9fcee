package io.streammirror.publisher.page.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A small chart, drawn on the server.
 *
 * @param name in an id of the page: letters and hyphens
 * @param title what it shows
 * @param summary what it says, for readers that do not see it
 * @param line coordinates of the curve in a view box of {@link #WIDTH} by {@link #HEIGHT}; empty where there is none to draw
 * @param area the same closed at the bottom
 * @param rows the numbers behind it, newest first
 */
public record Sparkline(String name, String title, String summary, String line, String area, List<Row> rows) {
    public static final int WIDTH = 300;
    public static final int HEIGHT = 60;
    private static final int MARGIN = 4;

    /** One number of the table. */
    public record Row(String time, String value) {}

    public Sparkline {
        rows = List.copyOf(rows);
    }

    /**
     * A chart of these numbers.
     *
     * @param times in any unit, growing
     * @param values as many, not negative
     */
    static Sparkline of(
            String name, String title, String summary, List<Long> times, List<Double> values, List<Row> rows) {
        if (times.size() < 2) {
            return new Sparkline(name, title, summary, "", "", rows);
        }
        double max = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        long first = times.get(0);
        long span = Math.max(1, times.get(times.size() - 1) - first);
        var points = new ArrayList<String>();
        for (int i = 0; i < times.size(); i++) {
            double x = (double) (times.get(i) - first) / span * WIDTH;
            double share = max == 0 ? 0 : values.get(i) / max;
            points.add(number(x) + "," + number(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN)));
        }
        String line = String.join(" ", points);
        return new Sparkline(name, title, summary, line, "0," + HEIGHT + " " + line + " " + WIDTH + "," + HEIGHT, rows);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** Whether there is something to draw. */
    public boolean isDrawn() {
        return !line.isEmpty();
    }
}
