package io.streammirror.codec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the nodes of one document; equal texts that stand near each other are one node, since items repeat most values.
 *
 * <p>It remembers a fixed number of texts, so no document makes it grow. A race of two threads costs a shared text only,
 * because nodes of text never change.
 */
final class SharedTexts extends JsonNodeFactory {
    private static final long serialVersionUID = 1;

    /** A power of two; enough for all values that neighbouring products have in common. */
    private static final int MAX_TEXTS = 4096;

    /** Of most objects, which are items with five fields or so; a larger table stays empty. */
    private static final int TABLE = 8;

    private final transient @Nullable TextNode[] texts = new @Nullable TextNode[MAX_TEXTS];

    @Override
    public TextNode textNode(String text) {
        int hash = text.hashCode();
        int place = (hash ^ (hash >>> 16)) & (MAX_TEXTS - 1);
        TextNode known = texts[place];
        if (known != null && known.textValue().equals(text)) {
            return known;
        }
        TextNode made = super.textNode(text);
        texts[place] = made;
        return made;
    }

    @Override
    public ObjectNode objectNode() {
        return new ObjectNode(this, new LinkedHashMap<>(TABLE));
    }

    /** Nodes hold their factory; a copy of a node needs no texts of the original. */
    private Object readResolve() {
        return instance;
    }
}
