package io.streammirror.service.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

final class SafeLogFilterTest {
    private final SafeLogFilter filter = new SafeLogFilter();

    @Test
    void shouldKeepARecordAsItIsWhenItIsHarmless() {
        ExtLogRecord record = record("Polled upstream mirror=%s", "maas");

        assertThat(filter.isLoggable(record)).isTrue();

        assertThat(record.getMessage()).isEqualTo("Polled upstream mirror=%s");
    }

    @Test
    void shouldReplaceControlsAndLineBreaksWhenAParameterHasThem() {
        ExtLogRecord record = record("Refused reason=%s", "100% \u009b31m\u202eevil\nINFO forged");

        filter.isLoggable(record);

        assertThat(new PatternFormatter("%s").format(record))
                .isEqualTo("Refused reason=100% \ufffd31m\ufffdevil INFO forged");
    }

    @Test
    void shouldReplaceControlsInTheCausesOfAnException() {
        ExtLogRecord record = record("Failed %s", "x");
        record.setThrown(new IllegalStateException("outer", new IllegalArgumentException("\u001b]0;title\u0007")));

        filter.isLoggable(record);

        var text = new StringWriter();
        record.getThrown().printStackTrace(new PrintWriter(text));
        assertThat(text.toString())
                .contains("java.lang.IllegalStateException: outer", "Caused by: ", "]0;title", "SafeLogFilterTest")
                .doesNotContain("\u001b", "\u0007");
    }

    private static ExtLogRecord record(String format, Object parameter) {
        var record = new ExtLogRecord(Level.WARN, format, ExtLogRecord.FormatStyle.PRINTF, "test");
        record.setParameters(new Object[] {parameter});
        return record;
    }
}
