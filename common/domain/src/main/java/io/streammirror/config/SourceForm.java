package io.streammirror.config;

import java.net.URI;

/** A source that names its index document must name the kind that its mirror believes in. */
final class SourceForm {
    private SourceForm() {}

    static URI checked(URI source, boolean unsigned) {
        String path = String.valueOf(source.getPath());
        if (path.endsWith(".json") && !unsigned) {
            throw new IllegalArgumentException(
                    "'" + source
                            + "' is a document without a signature; name the .sjson beside it, or say 'unsigned: true' to take it unverified");
        }
        if (path.endsWith(".sjson") && unsigned) {
            throw new IllegalArgumentException(
                    "'" + source
                            + "' is a signed document, but 'unsigned: true' says that there are none; leave that out, or name the .json beside it");
        }
        return source;
    }
}
