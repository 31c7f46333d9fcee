package io.streammirror.service.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.JsonFormatter;
import org.junit.jupiter.api.Test;

/** The configured keys of JSON lines are such that the formatter knows: with any other no service starts. */
class JsonLogKeysTest {
    private static final String OVERRIDES = "quarkus.log.console.json.key-overrides";

    @Test
    void shouldHaveKeysOfTheDocumentation() throws IOException {
        var formatter = new JsonFormatter(configured(OVERRIDES));
        var record =
                new ExtLogRecord(Level.INFO, "Polled upstream", FormatStyle.NO_FORMAT, JsonLogKeysTest.class.getName());
        record.setLoggerName("poll");
        record.setThreadName("watcher-1");
        record.putMdc("mirror", "maas-stable");

        assertThat(formatter.format(record))
                .contains(
                        "\"timestamp\":\"",
                        "\"level\":\"INFO\"",
                        "\"logger\":\"poll\"",
                        "\"thread\":\"watcher-1\"",
                        "\"message\":\"Polled upstream\"",
                        "\"fields\":{\"mirror\":\"maas-stable\"}");
    }

    private static String configured(String key) throws IOException {
        try (InputStream file = JsonLogKeysTest.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            var properties = new Properties();
            properties.load(file);
            return properties.getProperty(key);
        }
    }
}
