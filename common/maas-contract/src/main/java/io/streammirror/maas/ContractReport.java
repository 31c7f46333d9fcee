package io.streammirror.maas;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.simplestreams.ItemPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a tree that were read, and the violations in them.
 *
 * @param index null when there is none that could be read
 * @param products the products documents that could be read, in the order of the index
 * @param violations everything that MAAS would not take; empty when it takes the tree
 */
public record ContractReport(
        ItemPath path, @Nullable ObjectNode index, List<ReadProducts> products, List<Violation> violations) {
    public ContractReport {
        products = List.copyOf(products);
        violations = List.copyOf(violations);
    }

    /** A products document and the name of the entry that led to it. */
    public record ReadProducts(ItemPath path, String entry, ObjectNode root) {
        /** The products, as far as they are objects. */
        public Map<String, ObjectNode> products() {
            return Members.of(root, "products");
        }
    }

    /** Adds what MAAS takes in another sense than people do. */
    public ContractReport withWarnings() {
        if (index == null) {
            return this;
        }
        var all = new ArrayList<>(violations);
        all.addAll(LintWarnings.in(path, index, products));
        all.addAll(new SourceRules(path, products, all).validate());
        return new ContractReport(path, index, products, all);
    }
}
