package io.streammirror.config;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many bytes a second all fetchers together may take from upstream, by the time of day; empty for as many as they can.
 *
 * @param rates from when on each rate counts; the last one of the day also counts from midnight to the first
 */
public record BandwidthPlan(NavigableMap<LocalTime, OptionalLong> rates) {
    public static final BandwidthPlan UNLIMITED = always(OptionalLong.empty());

    private static final Pattern ENTRY = Pattern.compile("\\s*(\\d{1,2}:\\d{2})\\s*=\\s*(\\S+)\\s*");
    private static final Pattern COMMA = Pattern.compile(",");

    private static final String FORM = "write bytes a second, 20M, a timetable, 08:00=5M,19:00=off, or off";

    public BandwidthPlan {
        rates = Collections.unmodifiableNavigableMap(new TreeMap<>(rates));
        if (rates.isEmpty()) {
            throw new IllegalArgumentException("bandwidth has no rate; " + FORM);
        }
        rates.forEach((from, rate) -> {
            if (rate.isPresent() && rate.getAsLong() <= 0) {
                throw new IllegalArgumentException("the bandwidth from " + from
                        + " on is zero, with which nothing would ever be fetched; " + FORM);
            }
        });
    }

    /** Whether there is a limit at any time of the day. */
    public boolean isLimited() {
        return rates.values().stream().anyMatch(OptionalLong::isPresent);
    }

    private static BandwidthPlan always(OptionalLong rate) {
        return new BandwidthPlan(new TreeMap<>(Map.of(LocalTime.MIDNIGHT, rate)));
    }

    /**
     * Reads what an operator wrote.
     *
     * @throws IllegalArgumentException when it is neither a rate nor a timetable
     */
    static BandwidthPlan parse(String text) {
        if (!text.contains("=")) {
            return always(rate(text.strip()));
        }
        if (text.strip().endsWith(",")) {
            throw new IllegalArgumentException("'" + text + "' has an empty entry at its end; " + FORM);
        }
        var rates = new TreeMap<LocalTime, OptionalLong>();
        COMMA.splitAsStream(text).forEach(entry -> add(rates, entry));
        return new BandwidthPlan(rates);
    }

    private static void add(Map<LocalTime, OptionalLong> rates, String entry) {
        Matcher matcher = ENTRY.matcher(entry);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + entry.strip() + "' is no entry of a timetable; " + FORM);
        }
        if (rates.put(time(matcher.group(1)), rate(matcher.group(2))) != null) {
            throw new IllegalArgumentException("the timetable has " + matcher.group(1) + " twice");
        }
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text.length() < "00:00".length() ? "0" + text : text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is no time of day from 00:00 to 23:59", e);
        }
    }

    /** A bare {@code off} reaches us as the YAML boolean that it also is. */
    private static OptionalLong rate(String text) {
        return text.equals("off") || text.equals("false")
                ? OptionalLong.empty()
                : OptionalLong.of(Quantities.size(text));
    }

    /** The rate at a time of day; empty when there is no limit then. */
    public OptionalLong rateAt(LocalTime time) {
        Map.Entry<LocalTime, OptionalLong> current = rates.floorEntry(time);
        return (current == null ? rates.lastEntry() : current).getValue();
    }
}
