package io.streammirror.publisher.page;

import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files that pages load, each under an address with the hash of its content, so that caches keep it for ever. They are read from the
 * class path when the first page is asked for; scripts come from WebJars.
 */
public final class PageAssets {
    /** The path above all assets. */
    public static final String BASE = PageAddress.BASE + "assets/";

    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String WEBJARS = "/META-INF/resources/webjars/";
    private static final int HASH_DIGITS = 16;

    static final PageAsset STYLE = new PageAsset("style.css", "/page/style.css", "text/css; charset=utf-8");
    static final PageAsset ICON = new PageAsset("icon.svg", "/page/icon.svg", "image/svg+xml");
    static final PageAsset HTMX = new PageAsset("htmx.js", WEBJARS + "htmx.org/2.0.8/dist/htmx.min.js", SCRIPT);
    static final PageAsset HTMX_SSE = new PageAsset("htmx-sse.js", WEBJARS + "htmx-ext-sse/2.2.2/sse.js", SCRIPT);
    static final PageAsset LIVE = new PageAsset("live.js", "/page/live.js", SCRIPT);

    /** In the order in which a page loads them. */
    private static final List<PageAsset> ALL = List.of(STYLE, ICON, HTMX, HTMX_SSE, LIVE);

    private @Nullable Map<String, LoadedAsset> byPath;
    private final Map<PageAsset, String> paths = new HashMap<>();

    private synchronized Map<String, LoadedAsset> loaded() {
        Map<String, LoadedAsset> known = byPath;
        if (known == null) {
            known = new HashMap<>();
            for (PageAsset asset : ALL) {
                byte[] bytes = read(asset);
                String path = BASE + Sha256.of(bytes).hex().substring(0, HASH_DIGITS) + "/" + asset.name();
                known.put(path, new LoadedAsset(asset, bytes));
                paths.put(asset, path);
            }
            byPath = known;
        }
        return known;
    }

    /** The file at a path of the site; empty when there is none. */
    public Optional<LoadedAsset> at(String path) {
        return Optional.ofNullable(loaded().get(path));
    }

    /** Where a file is, without a slash at the beginning. */
    String path(PageAsset asset) {
        loaded();
        return String.valueOf(paths.get(asset)).substring(1);
    }

    private static byte[] read(PageAsset asset) {
        try (InputStream stream = PageAssets.class.getResourceAsStream(asset.resource())) {
            if (stream == null) {
                throw new IllegalStateException("the class path has no " + asset.resource());
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
