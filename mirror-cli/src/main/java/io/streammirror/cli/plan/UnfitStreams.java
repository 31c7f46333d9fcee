package io.streammirror.cli.plan;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.config.MirrorSettings;
import io.streammirror.maas.MaasCompatibility;
import io.streammirror.maas.MaasProfile;
import io.streammirror.maas.ProductShape;
import io.streammirror.selection.StreamPatterns;
import io.streammirror.simplestreams.Product;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds streams that the publisher would leave out, because MAAS reads nothing of them. */
final class UnfitStreams {
    private UnfitStreams() {}

    /** One note for each of them. */
    static List<String> of(MirrorSettings mirror, Catalog catalog) {
        StreamPatterns published = StreamPatterns.of(mirror.unfitStreams());
        var profile = MaasProfile.between(mirror.maas().oldest(), mirror.maas().newest());
        return catalog.streams().values().stream()
                .filter(stream -> !published.test(stream.contentId()))
                .flatMap(stream -> problem(stream, profile).stream()
                        .map(reason -> "would not be published: stream " + stream.contentId() + ": " + reason
                                + "; if others than MAAS read it, name it in publish-unfit-streams"))
                .toList();
    }

    private static Optional<String> problem(CatalogStream stream, MaasProfile profile) {
        return MaasCompatibility.of(stream.selected(), profile).isPresent()
                ? MaasCompatibility.problem(stream, profile)
                : Optional.of(MaasCompatibility.NO_SHAPE + example(stream, profile));
    }

    /** What is wrong with the first product, or with its first version, as the shape that objects to the fewest of its fields. */
    private static String example(CatalogStream stream, MaasProfile profile) {
        return stream.selected().products().values().stream()
                .findFirst()
                .map(product -> nearest(product, profile)
                        .map(problem -> " (product " + product.name() + ": " + problem + ")")
                        .orElse(""))
                .orElse("");
    }

    private static Optional<String> nearest(Product product, MaasProfile profile) {
        return Stream.of(ProductShape.values())
                .map(shape -> new MaasCompatibility(Optional.of(shape), profile))
                .flatMap(shape -> problem(shape, product).stream())
                .min((one, other) -> Integer.compare(one.length(), other.length()));
    }

    private static Optional<String> problem(MaasCompatibility shape, Product product) {
        return shape.problem(product)
                .or(() -> product.versions().values().stream().findFirst().flatMap(shape::problem));
    }
}
