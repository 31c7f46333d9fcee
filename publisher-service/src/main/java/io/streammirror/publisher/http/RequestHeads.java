package io.streammirror.publisher.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Follows the requests of one HTTP/1.1 connection byte by byte to find where the next one begins, and recognises what MAAS 3.5 and 3.6
 * send there: {@code 0\r\n\r\n}, the end of a chunked body that was never announced, after each GET.
 *
 * <p>A server that takes these bytes for a request answers 400, and the client takes that for the answer to its next request. They can
 * only follow a request without a body. Bodies are counted by their {@code Content-Length} and never examined. After a body of any
 * other form the beginning of the next request is unknown, so the connection must end with that request.
 */
final class RequestHeads {
    private static final byte[] STRAY = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** The characters of a method besides letters and digits: RFC 9110, 5.6.2. */
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    /** Enough for the name of a field that matters and its value. */
    private static final int LINE_START = 64;

    private static final String LENGTH = "content-length:";
    private static final String ENCODING = "transfer-encoding:";

    /** HTTP itself refuses a head with more. */
    private static final int MAX_LENGTH_DIGITS = 18;

    private final StringBuilder line = new StringBuilder(LINE_START);
    private Place place = Place.FIRST_BOUNDARY;
    private boolean lineHasText;
    private int matched;
    private long body;
    private long complete;

    private enum Place {
        /** Before a request that does not follow one without a body. */
        FIRST_BOUNDARY,
        /** After a request without a body, where a stray end may follow. */
        BOUNDARY,
        HEAD,
        BODY,
        /** In or after a body whose length is not announced. */
        UNKNOWN
    }

    /** The action for a byte. */
    enum ByteAction {
        /** It belongs to a request. */
        PASS,
        /** It belongs to an empty line before a request: forget it. */
        SKIP,
        /** It may belong to a stray end, with the bytes held before it. */
        HOLD,
        /** It completes a stray end: forget it and what was held. */
        DROP,
        /** The withheld bytes were no stray end: pass them, then this byte. */
        PASS_HELD,
        /** No request begins with it. */
        REFUSE
    }

    ByteAction accept(byte next) {
        return switch (place) {
            case FIRST_BOUNDARY -> begin(next);
            case BOUNDARY -> atBoundary(next);
            case HEAD -> {
                inHead(next);
                yield ByteAction.PASS;
            }
            case BODY -> {
                body--;
                if (body == 0) {
                    complete++;
                    place = Place.FIRST_BOUNDARY;
                }
                yield ByteAction.PASS;
            }
            case UNKNOWN -> ByteAction.PASS;
        };
    }

    /** Whether this byte, if it came next, would begin a request or would show that held bytes began one. */
    boolean startsRequest(byte next) {
        return switch (place) {
            case FIRST_BOUNDARY -> !isLineEnd(next);
            case BOUNDARY -> next != STRAY[matched] && (matched > 0 || !isLineEnd(next));
            case HEAD, BODY, UNKNOWN -> false;
        };
    }

    /** How many requests with a known end have come whole. */
    long complete() {
        return complete;
    }

    /** The bytes that were held, from the first. */
    static byte[] held(int count) {
        return Arrays.copyOf(STRAY, count);
    }

    private ByteAction atBoundary(byte next) {
        if (next == STRAY[matched]) {
            matched++;
            if (matched < STRAY.length) {
                return ByteAction.HOLD;
            }
            matched = 0;
            return ByteAction.DROP;
        }
        if (matched == 0) {
            return begin(next);
        }
        for (int i = 0; i < matched; i++) {
            begin(STRAY[i]);
        }
        matched = 0;
        inHead(next);
        return ByteAction.PASS_HELD;
    }

    /** Empty lines before a request are allowed (RFC 9112, 2.2); other bytes than those of a method are not. */
    private ByteAction begin(byte next) {
        if (place == Place.HEAD) {
            inHead(next);
            return ByteAction.PASS;
        }
        if (isLineEnd(next)) {
            return ByteAction.SKIP;
        }
        if (!isTokenCharacter(next)) {
            return ByteAction.REFUSE;
        }
        place = Place.HEAD;
        body = 0;
        line.setLength(0);
        lineHasText = false;
        inHead(next);
        return ByteAction.PASS;
    }

    private static boolean isLineEnd(byte next) {
        return next == '\r' || next == '\n';
    }

    private static boolean isTokenCharacter(byte next) {
        return (next >= 'A' && next <= 'Z')
                || (next >= 'a' && next <= 'z')
                || (next >= '0' && next <= '9')
                || (next > 0 && TOKEN_MARKS.indexOf(next) >= 0);
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
