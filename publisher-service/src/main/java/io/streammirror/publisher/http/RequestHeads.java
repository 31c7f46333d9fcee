package io.streammirror.publisher.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Follows the requests of one HTTP/1.1 connection byte by byte, to know where the next one begins, and finds what MAAS 3.5 and 3.6
 * send there: the end of a chunked body that was never announced, {@code 0\r\n\r\n}, after each GET.
 *
 * <p>A server that takes these bytes for a request answers 400, which the client takes for the answer to its next one. They can only
 * follow a request without a body; bodies are counted through by their {@code Content-Length} and never looked into. A body of any
 * other form ends the search for the rest of the connection.
 */
final class RequestHeads {
    private static final byte[] STRAY = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Enough for the name of a field that matters and its value. */
    private static final int LINE_START = 64;

    private static final String LENGTH = "content-length:";
    private static final String ENCODING = "transfer-encoding:";

    /** Beyond it the head is refused by HTTP itself. */
    private static final int MAX_LENGTH_DIGITS = 18;

    private final StringBuilder line = new StringBuilder(LINE_START);
    private Place place = Place.FIRST_BOUNDARY;
    private boolean lineHasText;
    private int matched;
    private long body;
    private long complete;

    private enum Place {
        FIRST_BOUNDARY,
        BOUNDARY,
        HEAD,
        BODY,
        UNKNOWN
    }

    /** What to do with a byte. */
    enum Step {
        /** It belongs to a request. */
        PASS,
        /** It may be of a stray end, with the ones held before it. */
        HOLD,
        /** It completes a stray end: forget it and what was held. */
        DROP,
        /** What was held was no stray end: pass that, then this byte. */
        PASS_HELD
    }

    Step accept(byte next) {
        return switch (place) {
            case FIRST_BOUNDARY -> {
                begin(next);
                yield Step.PASS;
            }
            case BOUNDARY -> atBoundary(next);
            case HEAD -> {
                inHead(next);
                yield Step.PASS;
            }
            case BODY -> {
                body--;
                if (body == 0) {
                    complete++;
                    place = Place.FIRST_BOUNDARY;
                }
                yield Step.PASS;
            }
            case UNKNOWN -> Step.PASS;
        };
    }

    /** Whether more of a request must come: of the very first, or of one that has begun. */
    boolean awaitsMore() {
        return switch (place) {
            case FIRST_BOUNDARY -> complete == 0;
            case BOUNDARY -> matched > 0;
            case HEAD, BODY -> true;
            case UNKNOWN -> false;
        };
    }

    /** How many requests have come whole. */
    long complete() {
        return complete;
    }

    /** The bytes that were held, from the first. */
    static byte[] held(int count) {
        return Arrays.copyOf(STRAY, count);
    }

    private Step atBoundary(byte next) {
        if (next == STRAY[matched]) {
            matched++;
            if (matched < STRAY.length) {
                return Step.HOLD;
            }
            matched = 0;
            return Step.DROP;
        }
        boolean held = matched > 0;
        for (int i = 0; i < matched; i++) {
            begin(STRAY[i]);
        }
        matched = 0;
        begin(next);
        return held ? Step.PASS_HELD : Step.PASS;
    }

    /** Empty lines before a request are allowed, and belong to none. */
    private void begin(byte next) {
        if (place == Place.HEAD) {
            inHead(next);
        } else if (next != '\r' && next != '\n') {
            place = Place.HEAD;
            body = 0;
            line.setLength(0);
            lineHasText = false;
            inHead(next);
        }
    }

    private void inHead(byte next) {
        if (next == '\n') {
            endLine();
        } else if (next != '\r') {
            lineHasText = true;
            if (line.length() < LINE_START) {
                line.append((char) (next & 0xFF));
            }
        }
    }

    private void endLine() {
        if (!lineHasText) {
            endHead();
            return;
        }
        String field = line.toString().toLowerCase(Locale.ROOT);
        if (field.startsWith(ENCODING)) {
            body = -1;
        } else if (field.startsWith(LENGTH) && body >= 0) {
            body = length(field.substring(LENGTH.length()).strip());
        }
        line.setLength(0);
        lineHasText = false;
    }

    private void endHead() {
        if (body < 0) {
            place = Place.UNKNOWN;
        } else if (body > 0) {
            place = Place.BODY;
        } else {
            complete++;
            place = Place.BOUNDARY;
        }
    }

    private static long length(String digits) {
        boolean number = !digits.isEmpty()
                && digits.length() <= MAX_LENGTH_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(digits) : -1;
    }
}
