package io.streammirror.selection;

import io.streammirror.simplestreams.Flattening;
import io.streammirror.simplestreams.ProductsDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds selections that match nothing, and says why: an empty result of a filter is nearly always a mistake. */
public final class SelectionCheck {
    private SelectionCheck() {}

    /**
     * The selections without a match, in their order.
     *
     * @throws FilterException when a regular expression runs away on a value
     */
    public static List<UnmatchedSelection> unmatched(
            List<Selection> selections, Collection<ProductsDocument> documents) {
        var matched = new boolean[selections.size()];
        eachItem(documents, fields -> {
            for (int i = 0; i < matched.length; i++) {
                matched[i] = matched[i] || selections.get(i).accepts(fields);
            }
        });
        var unmatched = new ArrayList<UnmatchedSelection>();
        for (int i = 0; i < matched.length; i++) {
            if (!matched[i]) {
                unmatched.add(new UnmatchedSelection(i + 1, selections.get(i), reason(selections.get(i), documents)));
            }
        }
        return unmatched;
    }

    private static String reason(Selection selection, Collection<ProductsDocument> documents) {
        var fields = new FieldIndex();
        var alone = new boolean[selection.filters().size()];
        eachItem(documents, item -> {
            fields.add(item);
            for (int i = 0; i < alone.length; i++) {
                alone[i] = alone[i] || selection.filters().get(i).accepts(item);
            }
        });
        if (fields.isEmpty()) {
            return "upstream has no items";
        }
        for (int i = 0; i < alone.length; i++) {
            if (!alone[i]) {
                Filter filter = selection.filters().get(i);
                Optional<String> meant = fields.suggestion(filter);
                return fields.problem(filter)
                        + meant.map(text -> "; did you mean `" + text + "`?").orElse("");
            }
        }
        return "each of its filters matches items, but no item matches all of them";
    }

    static void eachItem(Collection<ProductsDocument> documents, Consumer<Map<String, String>> consumer) {
        documents.forEach(document -> {
            Flattening header = Flattening.ofHeader(document.header());
            document.products().forEach((name, product) -> {
                Flattening ofProduct = header.product(name, product.fields());
                product.versions().forEach((versionName, version) -> {
                    Flattening ofVersion = ofProduct.version(versionName, version.fields());
                    version.items()
                            .forEach((itemName, item) -> consumer.accept(
                                    ofVersion.item(itemName, item.fields()).fields()));
                });
            });
        });
    }
}
