package io.streammirror.http;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * The redirects of one request: at most {@value #MAX_REDIRECTS}, never from HTTPS to HTTP, and never into a nearer
 * network than the source's.
 *
 * <p>Not safe for concurrent use.
 */
public final class RedirectChain {
    /** Real mirrors need one or two: to the nearest host, to HTTPS. */
    static final int MAX_REDIRECTS = 5;

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private final URI source;
    private final RedirectPolicy policy;
    private URI current;
    private int followed;

    /**
     * @param source the address that the operator named
     */
    public RedirectChain(URI source, RedirectPolicy policy) {
        this.source = source;
        this.policy = policy;
        this.current = source;
    }

    public static boolean isRedirect(int status) {
        return STATUSES.contains(status);
    }

    /** The address to request now. */
    public URI current() {
        return current;
    }

    /**
     * Goes to where a redirect leads; nothing is sent there yet.
     *
     * @param location the {@code Location} of the response, which may be relative
     * @throws RedirectRefusedException if it leads where the source may not lead
     * @throws BadRedirectException if it leads nowhere
     */
    public void follow(Optional<String> location) {
        URI target = resolve(location);
        if (HttpAuthority.of(target).isEmpty()) {
            throw new BadRedirectException(current + " redirects to what is not an HTTP address: " + target);
        }
        if (isSecure(current) && !isSecure(target)) {
            throw new RedirectRefusedException(current + " redirects from https to http, to " + target
                    + ", where anybody on the way could change what comes; it is not followed");
        }
        policy.check(source, target);
        followed++;
        if (followed > MAX_REDIRECTS) {
            throw new BadRedirectException(
                    source + " redirects more than " + MAX_REDIRECTS + " times, the last time to " + target);
        }
        current = target;
    }

    private static boolean isSecure(URI url) {
        return HttpAuthority.of(url).map(HttpAuthority::isSecure).orElse(false);
    }

    private URI resolve(Optional<String> location) {
        String text =
                location.orElseThrow(() -> new BadRedirectException(current + " redirects, but does not say where to"));
        try {
            return current.resolve(text);
        } catch (IllegalArgumentException e) {
            throw new BadRedirectException(current + " redirects to what is not an address");
        }
    }
}
