package io.streammirror.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file with the store's credentials is of no use. */
public final class StoreCredentialsException extends StoreException {
    StoreCredentialsException(Path file, String problem, @Nullable Throwable cause) {
        super(
                "store credentials file " + file + " " + problem + ": it needs the lines access-key=… and secret-key=…",
                cause);
    }
}
