package io.streammirror.system.fault;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fault of one exchange of HTTP; several may affect the same one. */
public sealed interface Damage {
    /** Answers by itself; the server behind does not hear of the request. */
    record Answer(int status, Map<String, String> headers, String body) implements Damage {
        public Answer {
            headers = Map.copyOf(headers);
        }

        /** A status without anything else. */
        public static Answer status(int status) {
            return new Answer(status, Map.of(), "");
        }

        /** A status that asks to be left alone for a while. */
        public static Answer later(int status, int seconds) {
            return new Answer(status, Map.of("Retry-After", Integer.toString(seconds)), "");
        }

        /** A refusal of S3. */
        public static Answer s3(int status, String code) {
            return new Answer(
                    status,
                    Map.of("Content-Type", "application/xml"),
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>as planned"
                            + "</Message><RequestId>1</RequestId></Error>");
        }

        public static Answer redirect(String location) {
            return new Answer(302, Map.of("Location", location), "");
        }
    }

    /** Resets both connections when so many bytes of the request's body were passed on. */
    record ResetRequest(long afterBytes) implements Damage {}

    /** Has the server do its work, then resets the connection instead of passing the answer on. */
    record LostAnswer() implements Damage {}

    /** Passes the request on only after a while. */
    record Delay(Duration duration) implements Damage {}

    /** Resets the connection after so many bytes of the answer's body. */
    record Reset(long afterBytes) implements Damage {}

    /** Closes the connection, as if all were well, after so many bytes of the answer's body. */
    record Truncate(long afterBytes) implements Damage {}

    /** Pauses after so many bytes of the response body, then continues. */
    record Stall(long afterBytes, Duration duration) implements Damage {}

    /** Sends the answer's body no faster than this. */
    record Drip(long bytesPerSecond) implements Damage {}

    /** Flips the bits of the byte at this offset of the whole file. */
    record Flip(long offset) implements Damage {}

    /**
     * Sends other bytes of the same number: those of another state of the file.
     *
     * @param etag of that state; null to claim that of the true one
     */
    record OtherEntity(@Nullable String etag) implements Damage {}

    /** Announces so many bytes more, or less, than it has, and sends what fits into that. */
    record WrongLength(long difference) implements Damage {}

    /** Does not say how much comes: ends the body by chunks, or by closing the connection. */
    record NoLength(boolean chunked) implements Damage {}

    /** Does not say how much comes, and sends zeros after the end, until the client closes. */
    record Endless() implements Damage {}

    /** Answers a request for a range with the whole file. */
    record NoRanges() implements Damage {}

    /** Sends a range although the condition for it does not hold. */
    record NoConditions() implements Damage {}

    /** Sends the range that was asked for under the name of the one that begins a byte later. */
    record WrongRange() implements Damage {}
}
