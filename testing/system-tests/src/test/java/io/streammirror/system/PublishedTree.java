package io.streammirror.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A reader of its own, which follows MAAS to the letter: the signed index, every entry in its order, and of every product all
 * items of the newest version, each by one GET of the whole file.
 */
final class PublishedTree implements AutoCloseable {
    static final String INDEX = "streams/v1/index";

    private final URI base;
    private final Web web = new Web();
    private final Gpgv gpgv;

    /**
     * Fetches the mirror's key.
     *
     * @param site root of the publisher
     * @param path where the mirror is served, without slashes at either end
     */
    PublishedTree(URI site, String path) {
        this.base = site.resolve("/" + path + "/");
        this.gpgv = new Gpgv(web.body(site.resolve("/keys/mirror.gpg")));
    }

    /** The address of a path below the tree, as MAAS joins them. */
    URI url(String path) {
        return URI.create(base + path);
    }

    /** The signed index. */
    JsonNode index() {
        return signed(INDEX + ".sjson");
    }

    /** A clear-signed document, if gpgv takes it. */
    JsonNode signed(String path) {
        return json(gpgv.text(path, web.body(url(path))));
    }

    /** A plain document with its signature in a file of its own, if gpgv takes it. */
    JsonNode detached(String path) {
        byte[] document = web.body(url(path));
        gpgv.verify(path, document, web.body(url(path + ".gpg")));
        return json(document);
    }

    /** The paths of the products documents in the order of the index. */
    static Map<String, String> entries(JsonNode index) {
        var paths = new LinkedHashMap<String, String>();
        index.required("index")
                .forEachEntry(
                        (id, entry) -> paths.put(id, entry.required("path").textValue()));
        return paths;
    }

    /** Every item of every version that the documents of an index list. */
    List<PublishedItem> items(JsonNode index) {
        var items = new ArrayList<PublishedItem>();
        entries(index).values().forEach(path -> items.addAll(itemsOf(signed(path))));
        return items;
    }

    private static List<PublishedItem> itemsOf(JsonNode products) {
        var items = new ArrayList<PublishedItem>();
        products.required("products").forEachEntry((product, description) -> description
                .required("versions")
                .forEachEntry((version, content) -> content.required("items")
                        .forEachEntry((item, fields) -> items.add(new PublishedItem(product, version, item, fields)))));
        return items;
    }

    /** Downloads one item; anything but the listed bytes with status 200 fails. */
    void download(PublishedItem item) {
        HttpResponse<byte[]> response = web.get(url(item.path()));
        if (response.statusCode() != 200) {
            throw new AssertionError(item.path() + ": HTTP status " + response.statusCode());
        }
        if (response.body().length != item.size()) {
            throw new AssertionError(item.path() + ": " + response.body().length + " bytes instead of " + item.size());
        }
        String sha256 = Sha256.of(response.body()).hex();
        if (!sha256.equals(item.sha256())) {
            throw new AssertionError(item.path() + ": sha256 " + sha256 + " instead of " + item.sha256());
        }
    }

    /** Reads the tree as MAAS imports it, and answers the versions that it got whole. */
    Set<String> importNewest() {
        return importNewest(index());
    }

    /** Continues with an index that was read before. */
    Set<String> importNewest(JsonNode index) {
        Map<String, List<PublishedItem>> products =
                items(index).stream().collect(Collectors.groupingBy(PublishedItem::product));
        var versions = new TreeSet<String>();
        products.values().forEach(items -> {
            String newest = items.stream()
                    .map(PublishedItem::version)
                    .max(String::compareTo)
                    .orElseThrow();
            versions.add(newest);
            items.stream().filter(item -> item.version().equals(newest)).forEach(this::download);
        });
        return versions;
    }

    Web web() {
        return web;
    }

    private static JsonNode json(byte[] text) {
        try {
            return Json.parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        gpgv.close();
    }
}
