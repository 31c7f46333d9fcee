package io.streammirror.cli.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rows in columns that are as wide as their widest cell. */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<String> head;
    private final List<Row> rows = new ArrayList<>();

    private record Row(List<String> cells, UnaryOperator<String> style) {}

    public TextTable(String... head) {
        this.head = List.of(head);
    }

    /**
     * Adds a row.
     *
     * @param style of the first cell
     */
    public TextTable row(UnaryOperator<String> style, String... cells) {
        rows.add(new Row(List.of(cells), style));
        return this;
    }

    /** The lines, without blanks at their ends. */
    public List<String> lines(TextStyle style) {
        var widths = new int[head.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = head.get(i).length();
            for (Row row : rows) {
                widths[i] = Math.max(widths[i], row.cells.get(i).length());
            }
        }
        var lines = new ArrayList<String>();
        lines.add(style.bold(line(head, widths, UnaryOperator.identity())));
        rows.forEach(row -> lines.add(line(row.cells, widths, row.style)));
        return lines;
    }

    private static String line(List<String> cells, int[] widths, UnaryOperator<String> style) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - cells.get(i).length());
            line.append(i == 0 ? style.apply(cells.get(i)) : cells.get(i))
                    .append(padding)
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
