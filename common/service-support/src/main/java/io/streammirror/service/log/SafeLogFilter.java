package io.streammirror.service.log;

import io.quarkus.logging.LoggingFilter;
import io.streammirror.text.SafeText;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Makes every record harmless before a handler writes it: messages quote upstreams, clients and stores. It lets all
 * records pass. For JSON it also separates the sentence of a line from its pairs.
 */
@LoggingFilter(name = "safe-text")
public final class SafeLogFilter implements Filter {
    /** The system property that switches to JSON. */
    public static final String JSON = "quarkus.log.console.json.enabled";

    /** A list of reasons fits; a longer line is unreadable. */
    static final int MAX_CHARACTERS = 8_000;

    /** The message with its parameters, without an exception. */
    private static final PatternFormatter MESSAGE = new PatternFormatter("%s");

    private final boolean isJson;

    public SafeLogFilter() {
        this(Boolean.getBoolean(JSON));
    }

    SafeLogFilter(boolean isJson) {
        this.isJson = isJson;
    }

    @Override
    public boolean isLoggable(LogRecord record) {
        if (record instanceof ExtLogRecord extended && isJson) {
            LogFields.of(extended).apply(extended);
        } else if (record instanceof ExtLogRecord extended) {
            String message = MESSAGE.format(extended);
            String safe = SafeText.line(message, MAX_CHARACTERS);
            if (!safe.equals(message)) {
                extended.setMessage(safe, ExtLogRecord.FormatStyle.NO_FORMAT);
            }
        }
        if (record.getThrown() != null && SafeThrowable.isNeeded(record.getThrown())) {
            record.setThrown(new SafeThrowable(record.getThrown()));
        }
        return true;
    }
}
