package io.streammirror.publisher.page;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.PathEncoding;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The request of a reader, without anything of HTTP.
 *
 * @param query parameters of the URL, decoded; of a name that is repeated, the first value
 * @param root what leads from the page to the root of the site: {@code ./} or a number of {@code ../}
 * @param site URL of the root of the site as the reader wrote it, without a slash at the end
 * @param client who asks, for limits of a client; it never shows
 */
public record PageRequest(
        Audience audience,
        PageAddress address,
        SortedMap<String, String> query,
        String root,
        String site,
        String client) {
    /** A page's address is at most so long with its parameters; the public port has the limit for the whole. */
    public static final int MAX_PARAMETERS = 50;

    /** The parameter that asks for a part of the page instead of the whole. */
    public static final String FRAGMENT = "fragment";

    public PageRequest {
        query = Collections.unmodifiableSortedMap(new TreeMap<>(query));
    }

    /**
     * The mirror that the page is about.
     *
     * @throws IllegalStateException for a page of the site
     */
    public MirrorName mirror() {
        return address.mirror().orElseThrow(() -> new IllegalStateException("page " + address + " has no mirror"));
    }

    public boolean isForOperators() {
        return audience == Audience.OPERATORS;
    }

    /** A parameter; empty when it is absent or blank. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The part of the page that is asked for; empty for the whole page. */
    Optional<String> fragment() {
        return parameter(FRAGMENT);
    }

    /** A link to another page. */
    public String link(PageAddress other) {
        return other.path().isEmpty() ? root : root + other.path();
    }

    /** A link to another page of the same mirror. */
    public String link(PageKind kind) {
        return link(PageAddress.of(kind, mirror()));
    }

    /** A link to a path of the site, which starts with a slash and is not encoded. */
    public String link(String path) {
        return root + PathEncoding.encode(path.substring(1));
    }

    /** A link to this page with one parameter changed; null leaves it out. */
    public String with(String name, String value) {
        var changed = new TreeMap<>(query);
        changed.remove(FRAGMENT);
        changed.put(name, value);
        return parameters(changed);
    }

    /** A link to this page without a parameter. */
    public String without(String name) {
        var changed = new TreeMap<>(query);
        changed.remove(FRAGMENT);
        changed.remove(name);
        return parameters(changed);
    }

    /** Parameters as they stand in a URL, with the question mark. */
    public static String parameters(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&", "?", ""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** All that the answer depends on besides the state of the mirrors. */
    String question() {
        return String.join("\n", audience.name(), address.path(), root, site, parameters(query));
    }
}
