package io.streammirror.cli.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.config.MirrorSettings;
import io.streammirror.maas.MaasContract;
import io.streammirror.maas.ProductShape;
import io.streammirror.maas.StreamDatatype;
import io.streammirror.maas.Violation;
import io.streammirror.selection.StreamPatterns;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.Version;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds streams that the publisher would leave out, because MAAS reads nothing of them. */
final class UnfitStreams {
    private UnfitStreams() {}

    /** One note for each of them. */
    static List<String> of(MirrorSettings mirror, Catalog catalog) {
        StreamPatterns published = StreamPatterns.of(mirror.unfitStreams());
        return catalog.streams().values().stream()
                .filter(stream -> !published.test(stream.contentId()))
                .flatMap(stream -> problem(stream).stream()
                        .map(reason -> "would not be published: stream " + stream.contentId() + ": " + reason
                                + "; if others than MAAS read it, name it in publish-unfit-streams"))
                .toList();
    }

    private static Optional<String> problem(CatalogStream stream) {
        return StreamDatatype.problem(stream.entry(), stream.selected().header())
                .or(() -> shapeProblem(stream));
    }

    private static Optional<String> shapeProblem(CatalogStream stream) {
        boolean fit = Stream.of(ProductShape.values()).anyMatch(shape -> stream.selected().products().values().stream()
                .filter(product ->
                        MaasContract.judgeFields(shape, product.fields()).isEmpty())
                .flatMap(product -> product.versions().values().stream())
                .anyMatch(version -> isFit(shape, version)));
        return fit
                ? Optional.empty()
                : Optional.of("no version of it is of a shape that MAAS 3.8 reads" + example(stream));
    }

    private static boolean isFit(ProductShape shape, Version version) {
        return MaasContract.judgeVersion(shape, published(version)).isEmpty();
    }

    private static ObjectNode published(Version version) {
        ObjectNode json = version.fields().deepCopy();
        ObjectNode items = json.putObject("items");
        version.items().forEach((name, item) -> items.set(name.value(), item.publishedFields()));
        return json;
    }

    /** What is wrong with the first version, as the shape that it comes nearest to. */
    private static String example(CatalogStream stream) {
        return stream.selected().products().values().stream()
                .findFirst()
                .flatMap(product -> Stream.of(ProductShape.values())
                        .map(shape -> violations(shape, product))
                        .min((one, other) -> Integer.compare(one.size(), other.size()))
                        .flatMap(violations -> violations.stream().findFirst())
                        .map(violation -> " (product " + product.name() + ": " + violation + ")"))
                .orElse("");
    }

    private static List<Violation> violations(ProductShape shape, Product product) {
        return Stream.concat(
                        MaasContract.judgeFields(shape, product.fields()).stream(),
                        product.versions().values().stream()
                                .limit(1)
                                .flatMap(version -> MaasContract.judgeVersion(shape, published(version)).stream()))
                .toList();
    }
}
