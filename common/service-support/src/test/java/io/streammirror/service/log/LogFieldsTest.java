package io.streammirror.service.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.logging.json.runtime.JsonFormatter;
import io.streammirror.codec.Json;
import java.nio.charset.StandardCharsets;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

/** The JSON form has the keys of the text form. */
class LogFieldsTest {
    private final SafeLogFilter filter = new SafeLogFilter(true);

    @Test
    void shouldSeparateSentenceFromPairs() {
        LogFields line = LogFields.of(record(
                "A sweep waits for an operator plan=%s objects=%d reason=\"%s\"", "0123", 7, "too much = too much"));

        assertThat(line.sentence()).isEqualTo("A sweep waits for an operator");
        assertThat(line.fields())
                .containsExactly(entry("plan", "0123"), entry("objects", "7"), entry("reason", "too much = too much"));
    }

    @Test
    void shouldMakeNoPairOfForeignText() {
        LogFields line = LogFields.of(record("Poll ended early mirror=%s reason=%s", "stable", "x mirror=forged\ny"));

        assertThat(line.fields()).containsExactly(entry("mirror", "stable"), entry("reason", "x mirror=forged y"));
        assertThat(LogFields.of(record("Refused: %s", "mirror=forged")).fields())
                .isEmpty();
    }

    @Test
    void shouldWriteOneObjectWithFieldsAndTraceId() {
        ExtLogRecord record = record("Poll ended early mirror=%s reason=%s", "stable", "\u009b31m \"quoted\"");
        record.putMdc("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
        record.putMdc("trace", " traceId=4bf92f3577b34da6a3ce929d0e0e4736");

        filter.isLoggable(record);

        String text = new JsonFormatter("mdc=fields").format(record);
        JsonNode line = Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        assertThat(line.path("message").asText()).isEqualTo("Poll ended early");
        JsonNode fields = line.path("fields");
        assertThat(fields).hasSize(3);
        assertThat(fields.path("mirror").asText()).isEqualTo("stable");
        assertThat(fields.path("reason").asText()).isEqualTo("\ufffd31m \"quoted\"");
        assertThat(fields.path("traceId").asText()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    private static ExtLogRecord record(String format, Object... parameters) {
        var record = new ExtLogRecord(Level.WARN, format, FormatStyle.PRINTF, "test");
        record.setParameters(parameters);
        return record;
    }
}
