package io.streammirror.lint;

import java.net.URI;

/** A server did not answer, or its answer broke off. */
public final class NoAnswerException extends RuntimeException {
    public NoAnswerException(URI url, String what, Throwable cause) {
        super(url + " " + what, cause);
    }

    NoAnswerException(URI url, int status) {
        super(url + " answered HTTP status " + status, null);
    }
}
