package io.streammirror.publisher.page.images;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Version;
import io.streammirror.simplestreams.VersionName;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A product by all that is known of it.
 *
 * @param wanted as the followed catalog has it; null when it has none
 * @param listed as the live publication has it; null when it has none
 */
record KnownProduct(
        ContentId stream,
        ProductName name,
        ImageFields fields,
        boolean own,
        @Nullable Product wanted,
        @Nullable Product listed) {
    /** All versions, newest first. */
    SortedSet<VersionName> versions() {
        var names = new TreeSet<VersionName>(Comparator.reverseOrder());
        names.addAll(of(wanted).keySet());
        names.addAll(of(listed).keySet());
        return names;
    }

    @Nullable
    Version wanted(VersionName version) {
        return of(wanted).get(version);
    }

    @Nullable
    Version listed(VersionName version) {
        return of(listed).get(version);
    }

    Optional<VersionName> newestWanted() {
        return newest(wanted);
    }

    Optional<VersionName> newestListed() {
        return newest(listed);
    }

    /** The version that the state of the product is about. */
    Optional<VersionName> newest() {
        return newestWanted().or(this::newestListed);
    }

    /** Of {@link #newest}, as the catalog has it if it does. */
    Optional<Version> newestVersion() {
        return newest().flatMap(name -> Optional.ofNullable(wanted(name)).or(() -> Optional.ofNullable(listed(name))));
    }

    Optional<Version> newestListedVersion() {
        return newestListed().flatMap(name -> Optional.ofNullable(listed(name)));
    }

    /** The newest published version; the newest wanted one where none is published. */
    Optional<Version> shownVersion() {
        return newestListedVersion().or(this::newestVersion);
    }

    boolean hasNewerThan(VersionName version) {
        return newestWanted().filter(newest -> newest.compareTo(version) > 0).isPresent();
    }

    /** The form that MAAS sees or would see: the published one before the wanted one. */
    Optional<Product> shown() {
        return Stream.of(Optional.ofNullable(listed), Optional.ofNullable(wanted))
                .flatMap(Optional::stream)
                .filter(product -> !product.versions().isEmpty())
                .findFirst();
    }

    private static Optional<VersionName> newest(@Nullable Product product) {
        SortedMap<VersionName, Version> versions = of(product);
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.lastKey());
    }

    private static SortedMap<VersionName, Version> of(@Nullable Product product) {
        return product == null ? Collections.emptySortedMap() : product.versions();
    }
}
