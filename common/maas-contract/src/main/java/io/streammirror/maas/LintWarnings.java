package io.streammirror.maas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.maas.ContractReport.ReadProducts;
import io.streammirror.simplestreams.ItemPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Content that MAAS reads in another sense than people: skipped names, another newest version, a source that boots
 * nothing.
 */
final class LintWarnings {
    private final List<Violation> found = new ArrayList<>();

    private LintWarnings() {}

    static List<Violation> in(ItemPath indexPath, ObjectNode index, List<ReadProducts> documents) {
        var warnings = new LintWarnings();
        var entries = Members.of(index, "index");
        for (ReadProducts document : documents) {
            ObjectNode entry = entries.get(document.entry());
            if (entry != null) {
                warnings.add(indexPath, entry(entry, document));
            }
            warnings.add(document.path(), products(document));
        }
        documents.forEach(document -> warnings.found.addAll(IgnoredProducts.in(document)));
        warnings.paths(documents);
        warnings.add(indexPath, labels(documents));
        return warnings.found;
    }

    private record Place(JsonPointer pointer, Rule rule, String message) {}

    private void add(ItemPath document, Stream<Place> places) {
        places.forEach(place ->
                found.add(new Violation(document.value(), place.pointer().toString(), place.rule(), place.message())));
    }

    private static Stream<Place> entry(ObjectNode entry, ReadProducts document) {
        JsonPointer here = JsonPointer.empty().appendProperty("index").appendProperty(document.entry());
        var places = new ArrayList<Place>();
        JsonNode id = document.root().path("content_id");
        if (id.isTextual() && !id.textValue().equals(document.entry())) {
            places.add(
                    new Place(here, Rule.CONTENT_ID, "names a document whose content_id is '" + id.textValue() + "'"));
        }
        if (entry.path("products").isArray()) {
            var listed = new TreeSet<String>();
            entry.path("products").forEach(name -> listed.add(name.asText()));
            Set<String> there = document.products().keySet();
            long unknown = listed.stream().filter(name -> !there.contains(name)).count();
            long unlisted =
                    there.stream().filter(name -> !listed.contains(name)).count();
            if (unknown + unlisted > 0) {
                places.add(new Place(
                        here.appendProperty("products"),
                        Rule.PRODUCT_LIST,
                        "lists " + unknown + " products that the document has not, and leaves out " + unlisted));
            }
        }
        return places.stream();
    }

    private static Stream<Place> products(ReadProducts document) {
        JsonPointer holder = JsonPointer.empty().appendProperty("products");
        return document.products().entrySet().stream().flatMap(product -> {
            JsonPointer here = holder.appendProperty(product.getKey());
            return versionOrder(product.getValue(), here);
        });
    }

    private static Stream<Place> versionOrder(ObjectNode product, JsonPointer here) {
        Set<String> names = Members.of(product, "versions").keySet();
        String taken = Versions.newest(names).orElse("");
        String meant = Versions.newestByNumber(names).orElse("");
        return taken.equals(meant)
                ? Stream.empty()
                : Stream.of(new Place(
                        here.appendProperty("versions"),
                        Rule.VERSION_ORDER,
                        "MAAS takes '" + taken + "' for the newest, not '" + meant + "'"));
    }

    private void paths(List<ReadProducts> documents) {
        var hashes = new HashMap<String, String>();
        for (ReadProducts document : documents) {
            ListedItem.of(document).forEach(item -> {
                String path = item.fields().path("path").asText();
                String sha256 = item.fields().path("sha256").asText();
                String before = hashes.putIfAbsent(path, sha256);
                if (!path.isEmpty() && before != null && !before.equals(sha256)) {
                    found.add(new Violation(
                            document.path().value(),
                            item.pointer(),
                            Rule.SAME_PATH,
                            "'" + path + "' is listed with another sha256 elsewhere"));
                }
            });
        }
    }

    private static Stream<Place> labels(List<ReadProducts> documents) {
        Map<String, Set<String>> labels = products(documents)
                .filter(product -> product.has("release"))
                .collect(Collectors.groupingBy(
                        product -> String.join(
                                "/",
                                product.path("os").asText(),
                                product.path("release").asText(),
                                product.path("arch").asText()),
                        TreeMap::new,
                        Collectors.mapping(
                                product -> product.path("label").asText(), Collectors.toCollection(TreeSet::new))));
        return labels.entrySet().stream()
                .filter(image -> image.getValue().size() > 1)
                .limit(1)
                .map(image -> new Place(
                        JsonPointer.empty().appendProperty("index"),
                        Rule.LABELS,
                        image.getKey() + " is there with the labels " + String.join(" and ", image.getValue())
                                + ", which MAAS 3.8 cannot distinguish"));
    }

    private static Stream<ObjectNode> products(List<ReadProducts> documents) {
        return documents.stream().flatMap(document -> document.products().values().stream());
    }
}
