package io.streammirror.publisher.publication;

/** Bytes that should be a publication of this project and are not: the store is broken, or newer software wrote it. */
public final class PublicationFormatException extends RuntimeException {
    PublicationFormatException(String problem) {
        super("not a publication: " + problem);
    }

    PublicationFormatException(String problem, Throwable cause) {
        super("not a publication: " + problem, cause);
    }
}
