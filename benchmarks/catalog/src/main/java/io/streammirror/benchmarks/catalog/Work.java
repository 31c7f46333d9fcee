package io.streammirror.benchmarks.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogDifference;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.mirror.MirrorName;
import io.streammirror.selection.Filter;
import io.streammirror.selection.Selection;
import io.streammirror.selection.Selector;
import io.streammirror.simplestreams.DocumentParser;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The steps between the bytes of a products document and what is new in it, as the watcher takes them. */
final class Work {
    /** The selections of config/mirror.yaml. */
    private static final Selector SELECTIONS =
            new Selector(List.of(newest("arch=amd64", "release~(jammy|noble)"), newest("os~(grub*|pxelinux)")), true);

    private Work() {}

    static ProductsDocument parse(byte[] document) {
        return DocumentParser.parseProducts(document).document();
    }

    static ProductsDocument select(ProductsDocument document) {
        return SELECTIONS.select(document);
    }

    /** Of everything: what no selection makes smaller is the most that a mirror can want. */
    static Catalog catalog(ProductsDocument document) {
        ObjectNode header = JsonNodeFactory.instance.objectNode().put("format", "index:1.0");
        Sha256 hash = Sha256.of(new byte[0]);
        var stream = new CatalogStream(new ItemPath("streams/v1/sample.sjson"), hash, header, document);
        return Catalog.of(
                new MirrorName("sample"), "https://upstream.example/", header, hash, List.of(stream), List.of());
    }

    static CatalogDifference difference(Catalog before, Catalog after) {
        return CatalogDifference.between(before, after);
    }

    private static Selection newest(String... filters) {
        return new Selection(Stream.of(filters).map(Filter::parse).toList(), OptionalInt.of(1));
    }
}
