package io.streammirror.config;

import io.streammirror.http.HttpAuthority;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** URLs as a configuration may have them: over HTTP, and without anything that must not be shown. */
final class HttpUrl {
    private HttpUrl() {}

    /** The URL; throws {@link IllegalArgumentException} with what is wrong, without showing a password. */
    static URI parse(String text) {
        URI url = checked(text);
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("'" + text + "' has a query or a fragment; a tree has only a path");
        }
        return url;
    }

    /** A URL whose path and query may contain a token, so that no message shows it. */
    static URI parseWithQuery(String text) {
        try {
            URI url = new URI(text);
            Optional<HttpAuthority> authority = HttpAuthority.of(url);
            if (authority.isPresent() && authority.get().userInfo().isEmpty() && url.getRawFragment() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not a URL");
        }
        throw new IllegalArgumentException("must be an http or https URL without user, password and fragment");
    }

    private static URI checked(String text) {
        URI url = URI.create(text);
        HttpAuthority authority = HttpAuthority.of(url)
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + withoutUserInfo(text) + "' is not an http or https URL"));
        if (authority.userInfo().isPresent()) {
            throw new IllegalArgumentException("'" + withoutUserInfo(text)
                    + "' carries a password; put it into a file and name that in credentials-file");
        }
        return url;
    }

    private static String withoutUserInfo(String text) {
        return text.replaceFirst("//[^/@]*@", "//…@");
    }
}
