package io.streammirror.fetcher.source;

import java.net.URI;

/** Names the server behind an address. */
final class Hosts {
    private Hosts() {}

    /** Host and port as the address writes them; all else does not change who answers. */
    static String of(URI url) {
        return url.getHost() + ":" + url.getPort();
    }
}
