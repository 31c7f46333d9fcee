package io.streammirror.system.fault;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The first line and the fields of an HTTP/1.1 message, kept as they came; each edit answers another head. */
record HttpHead(String startLine, List<Field> fields) {
    private static final int MAX_BYTES = 64 * 1024;

    HttpHead {
        fields = List.copyOf(fields);
    }

    record Field(String name, String value) {}

    /** Reads up to and with the empty line; empty when the connection ends before a message begins. */
    static Optional<HttpHead> read(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0 && bytes.size() == 0) {
                return Optional.empty();
            }
            if (next < 0 || bytes.size() > MAX_BYTES) {
                throw new EOFException("no whole head of a message");
            }
            bytes.write(next);
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return Optional.of(parse(bytes.toString(StandardCharsets.ISO_8859_1)));
    }

    private static HttpHead parse(String text) {
        List<String> lines = text.lines().toList();
        var fields = new ArrayList<Field>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.add(new Field(
                        line.substring(0, colon), line.substring(colon + 1).strip()));
            }
        }
        return new HttpHead(lines.get(0), fields);
    }

    String word(int index) {
        return startLine.split(" ", 3)[index];
    }

    int status() {
        return Integer.parseInt(word(1));
    }

    Optional<String> value(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }

    OptionalLong length() {
        Optional<String> length = value("Content-Length");
        return length.isPresent() ? OptionalLong.of(Long.parseLong(length.get())) : OptionalLong.empty();
    }

    boolean isChunked() {
        return value("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent();
    }

    HttpHead without(String name) {
        return new HttpHead(
                startLine,
                fields.stream()
                        .filter(field -> !field.name().equalsIgnoreCase(name))
                        .toList());
    }

    HttpHead with(String name, String value) {
        var changed = new ArrayList<>(without(name).fields());
        changed.add(new Field(name, value));
        return new HttpHead(startLine, changed);
    }

    byte[] bytes() {
        var text = new StringBuilder(startLine).append("\r\n");
        fields.forEach(field ->
                text.append(field.name()).append(": ").append(field.value()).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
