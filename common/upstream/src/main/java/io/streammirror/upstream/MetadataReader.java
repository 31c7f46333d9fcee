package io.streammirror.upstream;

import io.streammirror.credentials.Credentials;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Reads one document over HTTP; the caller says how much it accepts. */
public interface MetadataReader {
    /**
     * Reads a document whole.
     *
     * @param maxBytes more than this is refused
     * @param known validators of what the caller has, for an answer that nothing is newer; or null
     * @throws UpstreamException.Unreachable when there is no answer, or an error
     * @throws UpstreamException.Refused when the document is too large
     */
    Answer read(URI url, long maxBytes, @Nullable Validators known);

    /** The same reader, showing these credentials to those they are for. */
    default MetadataReader with(Credentials credentials) {
        return this;
    }

    /** The same reader, taking memory for each document before it is kept. */
    default MetadataReader within(DocumentMemory.Reservation memory) {
        return this;
    }

    /** The validators of a document, as the HTTP server sent them. */
    record Validators(@Nullable String etag, @Nullable String lastModified) {
        public boolean isEmpty() {
            return etag == null && lastModified == null;
        }
    }

    /** The document, or that it is still what the caller knows. */
    sealed interface Answer {
        @SuppressWarnings("ArrayRecordComponent") // carried, never compared
        record Document(byte[] bytes, Validators validators) implements Answer {}

        record NotModified() implements Answer {}
    }
}
