package io.streammirror.publisher.page.playground;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The view of the page that tries selections.
 *
 * @param forms one for each selection, and an empty one
 * @param isTried whether the visitor changed something; else it shows what the mirror is configured to take
 * @param problem why there is no result; null when there is one
 * @param result null when there is none
 * @param configured link to the selections of the configuration
 */
public record PlaygroundView(
        List<Form> forms,
        boolean isTried,
        @Nullable String problem,
        @Nullable Result result,
        String configured) {
    public PlaygroundView {
        forms = List.copyOf(forms);
    }

    /** The fields of one selection; the number is part of their names. */
    public record Form(int number, String filters, String max, int rows) {}

    /** The result of the selections. */
    public record Result(List<Figure> figures, List<String> notes, String yaml, List<Row> rows, int more, String json) {
        public Result {
            figures = List.copyOf(figures);
            notes = List.copyOf(notes);
            rows = List.copyOf(rows);
        }
    }

    /** One number. */
    public record Figure(String label, String value) {}

    /** One product. */
    public record Row(String title, String architecture, String kernel, String versions, String size, String product) {}
}
