package io.streammirror.config;

import java.net.URI;
import java.util.Locale;

/** URLs as a configuration may have them: over HTTP, and without anything that must not be shown. */
final class HttpUrl {
    private HttpUrl() {}

    /** The URL; throws {@link IllegalArgumentException} with what is wrong, without showing a password. */
    static URI parse(String text) {
        URI url = URI.create(text);
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        boolean overHttp = scheme.equals("http") || scheme.equals("https");
        if (!overHttp || url.getHost() == null) {
            throw new IllegalArgumentException("'" + withoutUserInfo(text) + "' is not an http or https URL");
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("'" + withoutUserInfo(text)
                    + "' carries a password; put it into a file and name that in credentials-file");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("'" + text + "' has a query or a fragment; a tree has only a path");
        }
        return url;
    }

    private static String withoutUserInfo(String text) {
        return text.replaceFirst("//[^/@]*@", "//…@");
    }
}
