package io.streammirror.lint;

import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;

/** Asks a boot source as its clients do; any HTTP status is an answer, none at all is a {@link NoAnswerException}. */
public interface SourceClient {
    /**
     * Reads something whole, wherever redirects lead.
     *
     * @param maxBytes of more than this only so much is read
     */
    Content get(URI url, long maxBytes);

    /**
     * Reads an item whole and keeps its hash alone; follows no redirect, as MAAS follows none for items.
     *
     * @param maxBytes of more than this only so much is read
     */
    Digested digest(URI url, long maxBytes);

    /** Asks for the head alone and follows no redirect. */
    Head head(URI url);

    /** Asks for all, takes the head and the first byte, and closes the connection. */
    Head headOfGet(URI url);

    /** Whether the server takes a second request on a connection that it has answered on. */
    boolean keepsConnection(URI url);

    /**
     * A response with its body.
     *
     * @param head of the last answer
     * @param body empty unless the status is 200
     * @param cut whether there is more of it
     */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    record Content(Head head, byte[] body, boolean cut) {
        boolean found() {
            return head.found();
        }
    }

    /**
     * The size and digest of an item.
     *
     * @param bytes how many there were, at most one more than was asked for
     * @param sha256 of them, in lower case
     */
    record Digested(Head head, long bytes, String sha256) {}

    /**
     * The head of an answer.
     *
     * @param length of the content as declared; absent where the server declares none, or that of a compressed form
     * @param contentType empty where the server names none
     * @param firstByte how long the first byte of the body took, or the head where no body was read
     */
    record Head(int status, OptionalLong length, String contentType, Duration firstByte) {
        public Head(int status, OptionalLong length) {
            this(status, length, "", Duration.ZERO);
        }

        Head at(Duration time) {
            return new Head(status, length, contentType, time);
        }

        boolean found() {
            return status == 200;
        }

        boolean missing() {
            return status == 404 || status == 410;
        }

        boolean redirects() {
            return status >= 300 && status < 400;
        }

        boolean failed() {
            return status >= 500;
        }
    }
}
