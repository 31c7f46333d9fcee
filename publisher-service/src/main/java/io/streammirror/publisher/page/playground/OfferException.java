package io.streammirror.publisher.page.playground;

/** The offer of upstream cannot be shown; the message says why and what to do instead. */
final class OfferException extends RuntimeException {
    OfferException(String message) {
        super(message);
    }

    OfferException(String message, Throwable cause) {
        super(message, cause);
    }
}
