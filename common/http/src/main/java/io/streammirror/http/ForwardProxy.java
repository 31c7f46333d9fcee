package io.streammirror.http;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One proxy, spoken to over plain HTTP.
 *
 * @param authorization value of {@code Proxy-Authorization}, where the variable holds a user; never printed
 */
record ForwardProxy(String host, int port, Optional<String> authorization) {
    /** curl's, for a proxy without a port. */
    private static final int DEFAULT_PORT = 1080;

    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://");

    private static final String FORM =
            "write http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, other characters of user and"
                    + " password as %XX";

    /**
     * Reads a variable as curl does: without a scheme it is HTTP.
     *
     * @throws ProxyVariableException for other schemes too: the platform's HTTP client speaks neither SOCKS nor TLS to a proxy
     */
    static ForwardProxy parse(String variable, String value) {
        URI uri = uri(variable, SCHEME.matcher(value).find() ? value : "http://" + value);
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http")) {
            throw new ProxyVariableException(
                    variable, "a proxy by " + scheme + ":// is not supported, only one by http://; " + FORM);
        }
        HttpAuthority authority = HttpAuthority.of(uri)
                .filter(found -> found.port() != 0)
                .orElseThrow(() -> new ProxyVariableException(variable, "is not the address of a proxy; " + FORM));
        return new ForwardProxy(
                authority.host(),
                authority.isPortGiven() ? authority.port() : DEFAULT_PORT,
                authority.userInfo().map(ForwardProxy::basic));
    }

    /** The cause is left out: it repeats the value. */
    private static URI uri(String variable, String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new ProxyVariableException(variable, "is not an address; " + FORM);
        }
    }

    private static String basic(String userInfo) {
        int colon = userInfo.indexOf(':');
        String user = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
        String password = colon < 0 ? "" : decoded(userInfo.substring(colon + 1));
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** A plus is a plus here, not a blank as in forms. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    InetSocketAddress address() {
        return InetSocketAddress.createUnresolved(host, port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
