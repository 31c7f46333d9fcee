package io.streammirror.service.log;

import io.streammirror.text.SafeText;
import java.util.IllegalFormatException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * A log line in parts: our lines are a sentence, then {@code key=value} pairs. The pairs are found in the format of the line, never in its
 * values, so no foreign text can forge one.
 *
 * @param sentence the whole message for lines of another form
 * @param fields the pairs in their order
 */
record LogFields(String sentence, Map<String, String> fields) {
    private static final Pattern KEY = Pattern.compile(" ([a-z][A-Za-z0-9-]*)=");
    private static final Pattern CONVERSION = Pattern.compile("%[-#+ 0,(]*\\d*(?:\\.\\d+)?[a-zA-Z]");

    /** The message with its parameters, without an exception. */
    private static final PatternFormatter MESSAGE = new PatternFormatter("%s");

    /** The key of the trace id in the text form, which has the id twice. */
    private static final String TRACE_TEXT = "trace";

    static LogFields of(ExtLogRecord record) {
        String format = record.getMessage();
        Object[] values = record.getParameters();
        if (format != null && record.getFormatStyle() == FormatStyle.PRINTF && values != null) {
            Matcher key = KEY.matcher(format);
            try {
                if (key.find()) {
                    return parsed(format, key, new Values(values));
                }
            } catch (IllegalFormatException e) {
                // A line whose format does not fit its values is shown as the text form shows it.
                return new LogFields(safe(MESSAGE.format(record)), Map.of());
            }
        }
        return new LogFields(safe(MESSAGE.format(record)), Map.of());
    }

    private static LogFields parsed(String format, Matcher key, Values values) {
        String sentence = values.insert(format.substring(0, key.start()));
        var fields = new LinkedHashMap<String, String>();
        boolean more = true;
        while (more) {
            String name = key.group(1);
            int begin = key.end();
            more = key.find();
            fields.put(name, unquoted(values.insert(format.substring(begin, more ? key.start() : format.length()))));
        }
        return new LogFields(sentence, fields);
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    private static String safe(String text) {
        return SafeText.line(text, SafeLogFilter.MAX_CHARACTERS);
    }

    /** The parameters of a line, which its pieces take one after the other. */
    private static final class Values {
        private final Object[] values;
        private int next;

        Values(Object[] values) {
            this.values = values;
        }

        String insert(String piece) {
            var text = new StringBuilder();
            Matcher conversion = CONVERSION.matcher(piece);
            int shown = 0;
            while (conversion.find()) {
                text.append(piece.substring(shown, conversion.start()));
                text.append(next < values.length ? String.format(Locale.ROOT, conversion.group(), values[next]) : "");
                next++;
                shown = conversion.end();
            }
            return safe(text.append(piece.substring(shown)).toString());
        }
    }

    /** Lets a record have the sentence as its message, and the pairs beside the trace id. */
    void apply(ExtLogRecord record) {
        record.setMessage(sentence, FormatStyle.NO_FORMAT);
        var all = new LinkedHashMap<String, String>(record.getMdcCopy());
        all.remove(TRACE_TEXT);
        all.putAll(fields);
        record.setMdc(all);
    }
}
