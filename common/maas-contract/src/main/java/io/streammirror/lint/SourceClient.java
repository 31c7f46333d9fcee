package io.streammirror.lint;

import java.net.URI;
import java.util.OptionalLong;

/** Asks a boot source as its clients do; any HTTP status is an answer, none at all is a {@link NoAnswerException}. */
public interface SourceClient {
    /**
     * Reads something whole, wherever redirects lead.
     *
     * @param maxBytes of more than this only so much is read
     */
    Content get(URI url, long maxBytes);

    /** Asks for the head alone and follows no redirect, as MAAS follows none for items. */
    Head head(URI url);

    /** Asks for all, takes the head alone and hangs up; for servers that do not know how to answer a HEAD. */
    Head headOfGet(URI url);

    /** Whether the server takes a second request on a connection that it has answered on. */
    boolean keepsConnection(URI url);

    /**
     * What was read.
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
     * The head of an answer.
     *
     * @param length as declared; absent where the server declares none
     */
    record Head(int status, OptionalLong length) {
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

        boolean unknownMethod() {
            return status == 405 || status == 501;
        }
    }
}
