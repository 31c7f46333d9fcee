package io.streammirror.codec;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The JSON forms of the project: strict and bounded when read, pretty or compact but always deterministic when written. */
public final class Json {
    /** No real document nests deeper than 8; a hostile one must not exhaust the stack. */
    public static final int MAX_DEPTH = 32;

    /** Documents of this project may contain a foreign document, so they may nest deeper. */
    private static final int MAX_OWN_DEPTH = MAX_DEPTH + 8;

    /** The longest string of a real document (a list of subarches) has some hundred characters. */
    public static final int MAX_STRING = 256 * 1024;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES) // else an unknown 2.0 is republished as 2
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final ObjectMapper OWN_READER = MAPPER.copy();

    static {
        limit(MAPPER, MAX_DEPTH);
        limit(OWN_READER, MAX_OWN_DEPTH);
        OWN_READER.setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
    }

    /** {@code indent=1, separators=(',', ': ')}: the form upstream uses, and short lines, which gpg needs to sign safely. */
    private static final ObjectWriter PRETTY = MAPPER.writer(new DefaultPrettyPrinter()
                    .withSeparators(Separators.createDefaultInstance()
                            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                            .withArrayEmptySeparator("")
                            .withObjectEmptySeparator(""))
                    .withObjectIndenter(new DefaultIndenter(" ", "\n"))
                    .withArrayIndenter(new DefaultIndenter(" ", "\n")))
            .with(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .with(new LineEndEscapes());

    private Json() {}

    private static void limit(ObjectMapper mapper, int depth) {
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(depth)
                        .maxStringLength(MAX_STRING)
                        .build());
    }

    /** The shared mapper, for binding records; do not reconfigure it. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** Parses one JSON value and nothing after it. */
    public static JsonNode parse(byte[] utf8) throws JsonProcessingException {
        try {
            return MAPPER.reader(new SharedTexts()).readTree(utf8);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (NumberFormatException e) { // Jackson lets this out for an exponent beyond BigDecimal's
            throw new JsonParseException(null, "a number is out of range", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what this project wrote itself, which has no null in a list or map; anything else is a broken store, not bad input. */
    public static <T> T read(byte[] utf8, Class<T> type) {
        try {
            @Nullable
            T value = OWN_READER.readerFor(type).with(new SharedTexts()).readValue(utf8);
            if (value == null) {
                throw new JsonParseException(null, "it is null");
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException("not the JSON of a " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * A field that must be there. A missing field of a record is null after {@link #read}.
     *
     * @throws IllegalArgumentException with the name of the field, if it is missing
     */
    public static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException("field '" + field + "' is missing");
        }
        return value;
    }

    /** One line, for events. */
    public static String compact(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    /** Indented by one blank, keys sorted, a line feed at the end: same value, same bytes. For documents and for what is hashed. */
    public static byte[] pretty(Object value) {
        var bytes = new ByteArrayOutputStream();
        writePretty(value, bytes);
        return bytes.toByteArray();
    }

    /** The bytes of {@link #pretty} for a stream that takes them as they come: a whole catalog need not be in memory twice. */
    public static void writePretty(Object value, OutputStream target) {
        // Through a writer: Jackson's own UTF-8 writes a character beyond the basic plane as two halves in field names.
        try (JsonGenerator generator =
                new ExactNumbers(PRETTY.createGenerator(new OutputStreamWriter(target, StandardCharsets.UTF_8)))) {
            PRETTY.writeValue(generator, value instanceof JsonNode ? value : MAPPER.valueToTree(value));
            generator.writeRaw('\n');
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getMessage(), e);
        }
    }
}
