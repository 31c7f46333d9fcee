package io.streammirror.upstream;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where an answer may send its reader on to: a few steps, and never to a less protected scheme. */
public final class Redirects {
    /** Real mirrors need one or two: to the nearest host, to HTTPS. */
    public static final int MOST = 5;

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private Redirects() {}

    public static boolean isRedirect(int status) {
        return STATUSES.contains(status);
    }

    /**
     * The next address.
     *
     * @throws UpstreamException.Refused when it would take off the protection of TLS
     */
    public static URI next(URI from, Optional<String> location) {
        URI to = resolve(from, location);
        String scheme = to.getScheme().toLowerCase(Locale.ROOT);
        boolean overHttp = scheme.equals("http") || scheme.equals("https");
        if (!overHttp || to.getHost() == null) {
            throw new UpstreamException.Unreachable(from + " redirects to what is not an HTTP address: " + to);
        }
        if (scheme.equals("http") && !"http".equalsIgnoreCase(from.getScheme())) {
            throw new UpstreamException.Refused(from + " redirects from https to http, to " + to
                    + ", where anybody on the way could change what comes; it is not followed");
        }
        return to;
    }

    private static URI resolve(URI from, Optional<String> location) {
        String text = location.orElseThrow(
                () -> new UpstreamException.Unreachable(from + " redirects, but does not say where to"));
        try {
            return from.resolve(text);
        } catch (IllegalArgumentException e) {
            throw new UpstreamException.Unreachable(from + " redirects to what is not an address", e);
        }
    }
}
