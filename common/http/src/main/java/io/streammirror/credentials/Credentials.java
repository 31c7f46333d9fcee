package io.streammirror.credentials;

import io.streammirror.http.HttpAuthority;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code Authorization} for each host that wants one; a host that is not named gets none, wherever a redirect leads.
 *
 * <p>Never printed: not the values, and so not the whole either.
 */
public final class Credentials {
    public static final Credentials NONE = new Credentials(Map.of());

    private static final int HTTPS_PORT = 443;

    private final Map<Host, String> authorizations;

    Credentials(Map<Host, String> authorizations) {
        this.authorizations = Map.copyOf(authorizations);
    }

    /**
     * Whom a line of the file is about.
     *
     * @param port -1 for the ordinary port of HTTPS
     */
    record Host(String name, int port) {
        Host {
            name = name.toLowerCase(Locale.ROOT);
        }
    }

    static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    static String bearer(String token) {
        return "Bearer " + token;
    }

    /**
     * The header's value for a request to this address; empty when none is to be sent. A line without a port is for HTTPS alone: a
     * redirect of a plain request to {@code http://HOST} must not reveal the secret.
     */
    public Optional<String> authorizationFor(URI url) {
        return HttpAuthority.of(url).flatMap(this::authorizationFor);
    }

    private Optional<String> authorizationFor(HttpAuthority authority) {
        String host = authority.host().indexOf(':') >= 0 ? "[" + authority.host() + "]" : authority.host();
        Optional<String> ofPort = Optional.ofNullable(authorizations.get(new Host(host, authority.port())));
        return ofPort.isEmpty() && authority.isSecure() && authority.port() == HTTPS_PORT
                ? Optional.ofNullable(authorizations.get(new Host(host, -1)))
                : ofPort;
    }

    @Override
    public String toString() {
        return "credentials for " + authorizations.size() + " hosts";
    }
}
