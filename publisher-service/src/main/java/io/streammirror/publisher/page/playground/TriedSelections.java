package io.streammirror.publisher.page.playground;

import io.streammirror.api.SelectionPreview.Choice;
import io.streammirror.selection.Filter;
import io.streammirror.selection.FilterException;
import io.streammirror.selection.Selection;
import io.streammirror.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The selections that a visitor tries.
 *
 * @param selections in union; none means everything
 */
public record TriedSelections(List<Selection> selections) {
    public static final int MAX_SELECTIONS = 8;

    /** Of each selection. */
    static final int MAX_FILTERS = 20;

    /** Of one filter; as long as a regular expression may be. */
    static final int MAX_FILTER_CHARACTERS = 1_000;

    static final int MAX_VERSIONS = 1_000;

    public TriedSelections {
        selections = List.copyOf(selections);
    }

    /**
     * Reads a form.
     *
     * @param filters for each selection its filters, one a line; a selection without filters is left out unless it is the only one
     * @param max for each selection how many versions; empty for all
     * @throws IllegalArgumentException when something cannot be used, for people
     */
    public static TriedSelections parse(List<String> filters, List<String> max) {
        if (filters.size() > MAX_SELECTIONS) {
            throw new IllegalArgumentException("there are more than " + MAX_SELECTIONS + " selections");
        }
        var selections = new ArrayList<Selection>();
        for (int i = 0; i < filters.size(); i++) {
            List<Filter> parsed = filters(filters.get(i));
            OptionalInt versions = max(i < max.size() ? max.get(i) : "");
            if (!parsed.isEmpty() || (filters.size() == 1 && versions.isPresent())) {
                selections.add(new Selection(parsed, versions));
            }
        }
        return new TriedSelections(selections);
    }

    private static List<Filter> filters(String lines) {
        List<String> expressions = lines.lines()
                .map(TriedSelections::withoutBlanksBefore)
                .filter(line -> !line.isBlank())
                .toList();
        if (expressions.size() > MAX_FILTERS) {
            throw new IllegalArgumentException("a selection has more than " + MAX_FILTERS + " filters");
        }
        return expressions.stream().map(TriedSelections::filter).toList();
    }

    /** Blanks at the end belong to the value, as in the reference. */
    private static String withoutBlanksBefore(String line) {
        return line.stripLeading();
    }

    private static Filter filter(String expression) {
        if (expression.length() > MAX_FILTER_CHARACTERS) {
            throw new IllegalArgumentException("a filter has more than " + MAX_FILTER_CHARACTERS + " characters");
        }
        if (!SafeText.line(expression, MAX_FILTER_CHARACTERS).equals(expression)) {
            throw new IllegalArgumentException(
                    "a filter has characters that cannot be seen: '" + SafeText.line(expression, 100) + "'");
        }
        try {
            return Filter.parse(expression);
        } catch (FilterException e) {
            throw new IllegalArgumentException(SafeText.reason(e), e);
        }
    }

    private static OptionalInt max(String text) {
        String digits = text.strip();
        if (digits.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!digits.matches("[0-9]{1,4}")) {
            throw new IllegalArgumentException(
                    "max must be a number from 1 to " + MAX_VERSIONS + ", is '" + SafeText.line(digits, 20) + "'");
        }
        int versions = Integer.parseInt(digits);
        if (versions < 1 || versions > MAX_VERSIONS) {
            throw new IllegalArgumentException("max must be a number from 1 to " + MAX_VERSIONS + ", is " + versions);
        }
        return OptionalInt.of(versions);
    }

    /** As in the API. */
    public List<Choice> choices() {
        return selections.stream()
                .map(selection -> new Choice(
                        selection.filters().stream().map(Object::toString).toList(),
                        selection.max().isPresent() ? selection.max().getAsInt() : null))
                .toList();
    }

    /** The selections as the configuration takes them, below the name of the mirror. */
    String yaml() {
        if (selections.isEmpty()) {
            return "# no selections: everything that upstream lists\n";
        }
        var yaml = new StringBuilder("selections:\n");
        selections.forEach(selection -> {
            String filters = selection.filters().stream()
                    .map(filter -> quoted(filter.toString()))
                    .collect(Collectors.joining(", "));
            yaml.append(
                    String.format(Locale.ROOT, "  - filters: [%s]%n", filters).replace("\r\n", "\n"));
            selection
                    .max()
                    .ifPresent(max -> yaml.append("    max: ").append(max).append('\n'));
        });
        return yaml.toString();
    }

    /** In single quotes YAML knows one escape, and filters have no control characters. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
