package io.streammirror.publisher.assemble;

import io.streammirror.maas.MaasContract;
import io.streammirror.maas.ProductShape;
import io.streammirror.maas.Violation;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Version;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells which products and versions MAAS would take as ones of the shape that their stream has.
 *
 * @param shape empty for a stream of which MAAS need not take any
 */
record MaasCompatibility(Optional<ProductShape> shape) {
    /** Takes everything as it is. */
    static final MaasCompatibility UNJUDGED = new MaasCompatibility(Optional.empty());

    /** The shape that most versions of the stream have; empty when no version has any. */
    static Optional<MaasCompatibility> of(ProductsDocument stream) {
        return Stream.of(ProductShape.values())
                .map(shape -> new MaasCompatibility(Optional.of(shape)))
                .filter(fitness -> fitness.count(stream) > 0)
                .max(Comparator.comparingLong(fitness -> fitness.count(stream)));
    }

    private long count(ProductsDocument stream) {
        return stream.products().values().stream()
                .filter(product -> problem(product).isEmpty())
                .flatMap(product -> product.versions().values().stream())
                .filter(version -> problem(version).isEmpty())
                .count();
    }

    /** What MAAS would say against the fields of the product itself. */
    Optional<String> problem(Product product) {
        return shape.flatMap(of -> joined(MaasContract.judgeFields(of, product.fields())));
    }

    Optional<String> problem(Version version) {
        return shape.flatMap(of -> joined(MaasContract.judgeVersion(of, PublishedForm.of(version))));
    }

    private static Optional<String> joined(List<Violation> violations) {
        return violations.isEmpty()
                ? Optional.empty()
                : Optional.of(violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
    }
}
