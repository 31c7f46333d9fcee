package io.streammirror.publisher.serve;

import io.streammirror.publisher.page.Audience;
import io.streammirror.publisher.page.PageAddress;
import io.streammirror.publisher.page.PageRequest;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a page needs to know from a request. */
final class PageRequests {
    /** A host name or address with an optional port, as {@code Host} has it. */
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._-]{1,253}(:[0-9]{1,5})?|\\[[0-9a-fA-F:.]{2,45}](:[0-9]{1,5})?");

    private static final Pattern SCHEME = Pattern.compile("https?");

    /** Where a reverse proxy serves the site. */
    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]{1,100}){1,10}");

    private static final String NO_HOST = "MIRROR";

    private PageRequests() {}

    /** The request for a page. A query that cannot be decoded counts for nothing. */
    static PageRequest of(HttpServerRequest request, Audience audience, PageAddress address) {
        return new PageRequest(audience, address, parameters(request), root(request), site(request), client(request));
    }

    private static SortedMap<String, String> parameters(HttpServerRequest request) {
        var parameters = new TreeMap<String, String>();
        try {
            for (var parameter : request.params()) {
                if (parameters.size() < PageRequest.MAX_PARAMETERS) {
                    parameters.putIfAbsent(parameter.getKey(), parameter.getValue());
                }
            }
        } catch (IllegalArgumentException undecodable) {
            parameters.clear();
        }
        return parameters;
    }

    /** By the path as the reader wrote it: that is what links are resolved against. */
    static String root(HttpServerRequest request) {
        long slashes =
                String.valueOf(request.path()).chars().filter(c -> c == '/').count();
        return slashes <= 1 ? "./" : "../".repeat((int) slashes - 1);
    }

    /**
     * The address of the site as the reader knows it. What a client says of itself is shown to that client alone, and
     * only if it has the form of an address.
     */
    private static String site(HttpServerRequest request) {
        String scheme =
                valid(SCHEME, request.getHeader("X-Forwarded-Proto")).orElse(request.isSSL() ? "https" : "http");
        String host = valid(HOST, request.getHeader("X-Forwarded-Host"))
                .or(() -> valid(HOST, request.getHeader("Host")))
                .orElse(NO_HOST);
        return scheme + "://" + host
                + valid(PREFIX, request.getHeader("X-Forwarded-Prefix")).orElse("");
    }

    private static Optional<String> valid(Pattern form, @Nullable String value) {
        return Optional.ofNullable(value).filter(text -> form.matcher(text).matches());
    }

    private static String client(HttpServerRequest request) {
        return request.remoteAddress() == null
                ? ""
                : String.valueOf(request.remoteAddress().hostAddress());
    }
}
