package io.streammirror.publisher.verify;

import com.fasterxml.jackson.core.JsonPointer;
import io.streammirror.maas.Violation;
import io.streammirror.publisher.assemble.Quarantine;
import io.streammirror.publisher.assemble.Quarantine.ProductKey;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.publisher.render.RenderedStream;
import io.streammirror.publisher.render.RenderedTree;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.text.SafeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out by the places of violations which products, streams or fields must be withheld so that the rest can be published. */
public final class Culprits {
    /** A status may name many of them. */
    private static final int MAX_REASON_CHARACTERS = 600;

    private static final int MAX_PLACE_CHARACTERS = 250;

    private final RenderedTree tree;
    private final Map<ProductKey, String> products = new LinkedHashMap<>();
    private final Map<ContentId, String> streams = new LinkedHashMap<>();
    private final Map<String, String> indexFields = new LinkedHashMap<>();

    private Culprits(RenderedTree tree) {
        this.tree = tree;
    }

    /**
     * The quarantine with what these violations are about.
     *
     * @return an equal quarantine when no violation names a place that can be withheld
     */
    public static Quarantine withhold(List<Violation> violations, RenderedTree tree, Quarantine before) {
        var culprits = new Culprits(tree);
        violations.forEach(culprits::note);
        Quarantine next = before;
        for (var product : culprits.products.entrySet()) {
            next = next.withProduct(product.getKey().stream(), product.getKey().product(), product.getValue());
        }
        for (var stream : culprits.streams.entrySet()) {
            next = next.withStream(stream.getKey(), stream.getValue());
        }
        for (var field : culprits.indexFields.entrySet()) {
            next = next.withIndexField(field.getKey(), field.getValue());
        }
        return next;
    }

    private void note(Violation violation) {
        JsonPointer pointer = JsonPointer.compile(violation.pointer());
        String reason = reason(violation);
        if (violation.document().equals(DocumentPaths.index().plain().value())) {
            noteIndex(pointer, reason);
        } else {
            tree.streams().stream()
                    .filter(stream -> stream.paths().plain().value().equals(violation.document()))
                    .findFirst()
                    .ifPresent(stream -> noteProducts(stream, pointer, reason));
        }
    }

    /** The message comes last, so the place must not take all the room. */
    private static String reason(Violation violation) {
        String place = SafeText.line(violation.pointer(), MAX_PLACE_CHARACTERS);
        return SafeText.line(
                new Violation(violation.document(), place, violation.rule(), violation.impact(), violation.message()),
                MAX_REASON_CHARACTERS);
    }

    private void noteProducts(RenderedStream stream, JsonPointer pointer, String reason) {
        JsonPointer name = pointer.tail();
        if ("products".equals(pointer.getMatchingProperty()) && name != null && !name.matches()) {
            products.putIfAbsent(
                    new ProductKey(stream.contentId(), new ProductName(name.getMatchingProperty())), reason);
        } else {
            streams.putIfAbsent(stream.contentId(), reason);
        }
    }

    private void noteIndex(JsonPointer pointer, String reason) {
        if (pointer.matches()) {
            return;
        }
        String field = pointer.getMatchingProperty();
        JsonPointer entry = pointer.tail();
        if (!field.equals("index")) {
            indexFields.putIfAbsent(field, reason);
        } else if (entry != null && !entry.matches()) {
            stream(entry.getMatchingProperty()).ifPresent(stream -> noteEntry(stream, entry.tail(), reason));
        }
    }

    private void noteEntry(RenderedStream stream, JsonPointer place, String reason) {
        JsonPointer element = place.tail();
        boolean isProduct =
                "products".equals(place.getMatchingProperty()) && element != null && element.getMatchingIndex() >= 0;
        if (isProduct) {
            ProductName product = stream.products().get(element.getMatchingIndex());
            products.putIfAbsent(new ProductKey(stream.contentId(), product), reason);
        } else {
            streams.putIfAbsent(stream.contentId(), reason);
        }
    }

    private Optional<RenderedStream> stream(String contentId) {
        return tree.streams().stream()
                .filter(stream -> stream.contentId().value().equals(contentId))
                .findFirst();
    }
}
