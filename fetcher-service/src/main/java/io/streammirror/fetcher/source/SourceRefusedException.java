package io.streammirror.fetcher.source;

import java.io.IOException;

/** A source cannot be used as it is; another request would not help. */
public final class SourceRefusedException extends IOException {
    SourceRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
