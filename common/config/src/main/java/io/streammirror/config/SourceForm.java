package io.streammirror.config;

import java.net.URI;

/** A source that names its index document must name a signed one, unless the mirror takes it unverified. */
final class SourceForm {
    private SourceForm() {}

    static URI checked(URI source, boolean unsigned) {
        String path = String.valueOf(source.getPath());
        if (path.endsWith(".json") && !unsigned) {
            throw new IllegalArgumentException(
                    "'" + source
                            + "' is a document without a signature; name the .sjson beside it, or say 'unsigned: true' to take it unverified");
        }
        return source;
    }
}
