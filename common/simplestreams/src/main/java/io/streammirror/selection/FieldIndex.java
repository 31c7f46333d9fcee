package io.streammirror.selection;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of all items and their values, to find what a filter may have meant. */
final class FieldIndex {
    /** Of fields with more values, such as paths and digests, none is worth proposing. */
    private static final int MAX_VALUES = 200;

    private static final int MAX_SHOWN = 5;

    /** The filter of MAAS's documentation that selects the boot loaders. */
    private static final String BOOTLOADERS = "os~(grub*|pxelinux)";

    private static final String BOOTLOADER_FIELD = "bootloader-type";

    private static final Pattern ESCAPED_BAR = Pattern.compile("\\\\\\|");

    private final Map<String, Set<String>> values = new TreeMap<>();
    private final Set<String> many = new HashSet<>();

    void add(Map<String, String> fields) {
        fields.forEach((key, value) -> {
            if (!many.contains(key)) {
                Set<String> known = values.computeIfAbsent(key, unseen -> new TreeSet<>());
                known.add(value);
                if (known.size() > MAX_VALUES) {
                    many.add(key);
                    known.clear();
                }
            }
        });
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** The problem with a filter that accepts no item. */
    String problem(Filter filter) {
        if (!values.containsKey(filter.key())) {
            return "no product has `" + filter.key() + "`";
        }
        if (many.contains(filter.key())) {
            return "no item matches `" + filter + "`";
        }
        List<String> near = nearest(text(filter), values.getOrDefault(filter.key(), Set.of()));
        String shown = near.stream().limit(MAX_SHOWN).collect(Collectors.joining(", "));
        return "no item matches `" + filter + "`; `" + filter.key() + "` is " + shown
                + (near.size() > MAX_SHOWN ? " or one of " + (near.size() - MAX_SHOWN) + " more" : "");
    }

    /** A filter that matches something and looks like this one. */
    Optional<String> suggestion(Filter filter) {
        return bootloaders(filter)
                .or(() -> unescaped(filter))
                .or(() -> otherKey(filter))
                .or(() -> otherValue(filter));
    }

    private Optional<String> bootloaders(Filter filter) {
        boolean meant = !values.containsKey(filter.key())
                && values.containsKey(BOOTLOADER_FIELD)
                && (filter.key() + text(filter)).toLowerCase(Locale.ROOT).contains("boot");
        return meant ? Optional.of(BOOTLOADERS) : Optional.empty();
    }

    /** Other tools write a bar of a regular expression as {@code \|}, which means the character here. */
    private Optional<String> unescaped(Filter filter) {
        if (!(filter instanceof Filter.Search search) || !text(filter).contains("\\|")) {
            return Optional.empty();
        }
        String expression =
                search.key() + "~" + ESCAPED_BAR.matcher(text(filter)).replaceAll("|");
        return Optional.of(expression).filter(this::matchesSomething);
    }

    private Optional<String> otherKey(Filter filter) {
        Stream<String> near =
                nearest(filter.key(), values.keySet()).stream().filter(key -> EditDistance.isNear(filter.key(), key));
        Stream<String> withValue = values.entrySet().stream()
                .filter(field -> field.getValue().contains(text(filter)))
                .map(Map.Entry::getKey);
        return Stream.concat(near, withValue)
                .filter(key -> !key.equals(filter.key()))
                .map(key -> key + filter.toString().substring(filter.key().length()))
                .filter(this::matchesSomething)
                .findFirst();
    }

    private Optional<String> otherValue(Filter filter) {
        return nearest(text(filter), values.getOrDefault(filter.key(), Set.of())).stream()
                .filter(value -> EditDistance.isNear(text(filter), value))
                .findFirst()
                .map(value -> filter.key() + "=" + value);
    }

    private boolean matchesSomething(String expression) {
        try {
            Filter filter = Filter.parse(expression);
            return values.getOrDefault(filter.key(), Set.of()).stream()
                    .anyMatch(value -> filter.accepts(Map.of(filter.key(), value)));
        } catch (FilterException e) {
            return false;
        }
    }

    private static List<String> nearest(String text, Set<String> candidates) {
        return candidates.stream()
                .sorted(Comparator.<String>comparingInt(candidate -> EditDistance.between(text, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static String text(Filter filter) {
        return filter instanceof Filter.Equality equality
                ? equality.value()
                : ((Filter.Search) filter).regex().toString();
    }
}
