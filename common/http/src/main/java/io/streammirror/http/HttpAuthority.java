package io.streammirror.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Host, port and user information of an {@code http} or {@code https} URI (RFC 9110 section 4.2).
 *
 * <p>{@link URI#getHost} is null for a host name with an underscore, as container networks have them; this class reads these too.
 *
 * @param host without the brackets of an IPv6 address, as written otherwise
 * @param port the default port of the scheme if the URI names none
 * @param isPortGiven whether the URI names the port
 * @param userInfo as written, percent-encoded; may hold a password, so it is never printed
 */
public record HttpAuthority(String scheme, String host, int port, boolean isPortGiven, Optional<String> userInfo) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int MAX_PORT = 65_535;
    private static final int NO_PORT = -1;

    /**
     * The authorities that {@link URI} reads without a host: letters, digits, {@code - . _} and a port. _} and a port.
     */
    private static final Pattern WITH_UNDERSCORE =
            Pattern.compile("(?:([^@]*)@)?([A-Za-z0-9_][A-Za-z0-9._-]{0,253})(?::([0-9]{0,5}))?");

    /** The authority; empty for another scheme, and for a URI without a host. */
    public static Optional<HttpAuthority> of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.empty();
        }
        return parts(uri).filter(found -> found.port <= MAX_PORT).map(found -> found.of(scheme));
    }

    /** Whether the request is protected by TLS. */
    public boolean isSecure() {
        return scheme.equals("https");
    }

    private static Optional<Parts> parts(URI uri) {
        if (uri.getHost() != null) {
            return Optional.of(new Parts(HostName.withoutBrackets(uri.getHost()), uri.getPort(), uri.getRawUserInfo()));
        }
        String authority = uri.getRawAuthority();
        if (authority == null) {
            return Optional.empty();
        }
        Matcher matcher = WITH_UNDERSCORE.matcher(authority);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String port = matcher.group(3);
        return Optional.of(new Parts(
                matcher.group(2), port == null || port.isEmpty() ? NO_PORT : Integer.parseInt(port), matcher.group(1)));
    }

    private record Parts(String host, int port, @Nullable String userInfo) {
        HttpAuthority of(String scheme) {
            int standard = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
            boolean given = port != NO_PORT;
            return new HttpAuthority(scheme, host, given ? port : standard, given, Optional.ofNullable(userInfo));
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
