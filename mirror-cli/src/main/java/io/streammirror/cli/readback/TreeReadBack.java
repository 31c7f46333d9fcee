package io.streammirror.cli.readback;

import io.streammirror.http.EnvironmentProxies;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.simplestreams.Item;
import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.Version;
import io.streammirror.upstream.Depth;
import io.streammirror.upstream.DocumentTrust;
import io.streammirror.upstream.TreeLocation;
import io.streammirror.upstream.UpstreamException;
import io.streammirror.upstream.UpstreamReader;
import io.streammirror.upstream.UpstreamSnapshot;
import io.streammirror.upstream.http.HttpMetadataReader;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reads a published tree the way MAAS does: {@code index.sjson}, every products document that it names, and of every product
 * all items of the newest version; checks signatures, sizes and hashes.
 */
public final class TreeReadBack {
    private final ItemDownload download;
    private final Clock clock;

    public TreeReadBack(ItemDownload download, Clock clock) {
        this.download = download;
        this.clock = clock;
    }

    /**
     * The result.
     *
     * @param items distinct paths read, of newest versions
     * @param bytes their sizes together
     * @param faults one line for each fault; empty when everything is right
     */
    public record Report(int products, int versions, int items, long bytes, List<String> faults) {
        public Report {
            faults = List.copyOf(faults);
        }

        public boolean allRight() {
            return faults.isEmpty();
        }
    }

    /**
     * Reads the tree at a base URL.
     *
     * @param keyring the mirror's public key
     */
    public Report read(URI base, Keyring keyring) {
        var trust = DocumentTrust.signed(new SignatureVerifier(keyring, Set.of(), Set.of(), clock));
        var reader = new UpstreamReader(new HttpMetadataReader(EnvironmentProxies.NONE), trust, entry -> true);
        TreeLocation location = TreeLocation.parse(base, false);
        UpstreamSnapshot set;
        try {
            set = reader.read(location, null, Depth.INDEX).orElseThrow().set();
        } catch (UpstreamException e) {
            return new Report(0, 0, 0, 0, List.of(String.valueOf(e.getMessage())));
        }
        return readItems(location, set);
    }

    private Report readItems(TreeLocation location, UpstreamSnapshot set) {
        var faults = new ArrayList<String>();
        set.refusals().forEach(refusal -> faults.add("index" + refusal.pointer() + ": " + refusal.reason()));
        var newest = new LinkedHashMap<URI, Payload>();
        int products = 0;
        int versions = 0;
        for (UpstreamSnapshot.Products document : set.products()) {
            document.received()
                    .parsed()
                    .refusals()
                    .forEach(refusal ->
                            faults.add(document.entry().path() + refusal.pointer() + ": " + refusal.reason()));
            for (Product product : document.received().document().products().values()) {
                products++;
                versions += product.versions().size();
                addNewest(location, product, newest);
            }
        }
        for (Map.Entry<URI, Payload> item : newest.entrySet()) {
            download.fault(item.getKey(), item.getValue()).ifPresent(faults::add);
        }
        long bytes = newest.values().stream().mapToLong(Payload::size).sum();
        return new Report(products, versions, newest.size(), bytes, faults);
    }

    private static void addNewest(TreeLocation location, Product product, Map<URI, Payload> newest) {
        product.versions().values().stream()
                .max(Comparator.comparing(Version::name))
                .ifPresent(version -> version.items().values().stream()
                        .map(Item::payload)
                        .filter(Objects::nonNull)
                        .forEach(payload -> newest.put(location.resolve(payload.path()), payload)));
    }
}
