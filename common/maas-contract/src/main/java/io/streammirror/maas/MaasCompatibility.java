package io.streammirror.maas;

import io.streammirror.catalog.CatalogStream;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Version;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which products and versions MAAS would take as ones of the shape that their stream has.
 *
 * @param shape empty for a stream of which MAAS need not take any
 * @param profile the releases that must take them
 */
public record MaasCompatibility(Optional<ProductShape> shape, MaasProfile profile) {
    private static final String NO_SHAPE = "no version of it is of a shape that MAAS 3.8 reads";

    private static final String FOR_PREVIEW =
            "its bootloaders are those of MAAS 4.0: MAAS 3.8 refuses a source with them, and"
                    + " earlier releases pass over them";

    /** Takes everything as it is. */
    public static final MaasCompatibility UNCHECKED = new MaasCompatibility(Optional.empty(), MaasProfile.DEFAULT);

    /** The shape that most versions of the stream have; empty when no version has any. */
    public static Optional<MaasCompatibility> of(ProductsDocument stream, MaasProfile profile) {
        return ProductShape.readBy(profile).stream()
                .map(shape -> new MaasCompatibility(Optional.of(shape), profile))
                .filter(fitness -> fitness.count(stream) > 0)
                .max(Comparator.comparingLong(fitness -> fitness.count(stream)));
    }

    /** Why a stream without a shape is left out. */
    public static String noShape(ProductsDocument stream) {
        boolean archived = stream.products().values().stream()
                .flatMap(product -> product.versions().values().stream())
                .anyMatch(version -> ArchivedBootloaders.isVersion(PublishedForm.of(version)));
        return archived ? FOR_PREVIEW : NO_SHAPE;
    }

    /** Why the releases would refuse the whole source for the header or the index entry of a stream. */
    public static Optional<String> problem(CatalogStream stream, MaasProfile profile) {
        return joined(
                MaasContract.validateStream(stream.entry(), stream.selected().header()), profile);
    }

    private long count(ProductsDocument stream) {
        return stream.products().values().stream()
                .filter(product -> problem(product).isEmpty())
                .flatMap(product -> product.versions().values().stream())
                .filter(version -> problem(version).isEmpty())
                .count();
    }

    /** The objection of MAAS to the fields of the product itself. */
    public Optional<String> problem(Product product) {
        return shape.flatMap(of -> joined(MaasContract.validateFields(of, product.fields()), profile));
    }

    /** The objection of MAAS to a version. */
    public Optional<String> problem(Version version) {
        return shape.flatMap(of -> joined(MaasContract.validateVersion(of, PublishedForm.of(version)), profile));
    }

    private static Optional<String> joined(List<Violation> violations, MaasProfile profile) {
        String problems = violations.stream()
                .filter(profile::isBrokenBy)
                .map(Violation::toString)
                .distinct()
                .collect(Collectors.joining("; "));
        return problems.isEmpty() ? Optional.empty() : Optional.of(problems);
    }
}
