package io.streammirror.testing.mutation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Puts wrong things into the right places of a JSON document, which stays JSON. */
public final class JsonMutations {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper ESCAPING =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final int MAX_MUTATIONS = 4;

    private final List<String> words;

    /** @param words names and values that mean something in the format */
    public JsonMutations(List<String> words) {
        this.words = words;
    }

    /** The bytes of a document with one to four changes; what is beyond ASCII is escaped, so that halves of pairs arrive. */
    public byte[] bytes(ObjectNode document, RandomGenerator random) {
        try {
            return ESCAPING.writeValueAsBytes(apply(document, random));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode apply(ObjectNode document, RandomGenerator random) {
        ObjectNode changed = document.deepCopy();
        for (int i = random.nextInt(1, MAX_MUTATIONS + 1); i > 0; i--) {
            List<ObjectNode> objects = objectsIn(changed);
            changeOnce(objects.get(random.nextInt(objects.size())), objects, random);
        }
        return changed;
    }

    private void changeOnce(ObjectNode object, List<ObjectNode> all, RandomGenerator random) {
        String field = fieldOf(object, random);
        JsonNode value = object.path(field);
        switch (random.nextInt(8)) {
            case 0 -> object.remove(field);
            case 1 -> object.set(word(random), value.isMissingNode() ? NODES.nullNode() : value.deepCopy());
            case 2 -> object.set(field, NODES.textNode(word(random)));
            case 3 -> object.set(field, all.get(random.nextInt(all.size())).deepCopy());
            case 4 ->
                object.set(field + character(random), value.isMissingNode() ? NODES.nullNode() : value.deepCopy());
            case 5 -> object.set(field, NODES.textNode(value.asText() + character(random)));
            case 6 -> object.set(field, NODES.arrayNode().add(value.deepCopy()));
            default -> object.set(field, oddValue(random));
        }
    }

    private String fieldOf(ObjectNode object, RandomGenerator random) {
        List<String> fields =
                object.properties().stream().map(Map.Entry::getKey).toList();
        return fields.isEmpty() || random.nextInt(10) == 0 ? word(random) : fields.get(random.nextInt(fields.size()));
    }

    private String word(RandomGenerator random) {
        return words.get(random.nextInt(words.size()));
    }

    /** Controls, separators, halves of pairs, signs beyond the basic plane: whatever strings trip over. */
    private static String character(RandomGenerator random) {
        return switch (random.nextInt(5)) {
            case 0 -> String.valueOf((char) random.nextInt(0x20));
            case 1 -> String.valueOf((char) random.nextInt(0xd800, 0xe000));
            case 2 -> Character.toString(random.nextInt(0x10000, 0x110000));
            case 3 ->
                List.of("/", "..", "\\", "%2e", "~1", "\u2028", "\ufeff", "\u0130")
                        .get(random.nextInt(8));
            default -> String.valueOf((char) random.nextInt(0xd800));
        };
    }

    private static JsonNode oddValue(RandomGenerator random) {
        List<Supplier<JsonNode>> odd = List.of(
                NODES::nullNode,
                () -> NODES.booleanNode(random.nextBoolean()),
                () -> NODES.numberNode(random.nextLong()),
                () -> NODES.numberNode(random.nextInt(3) - 1),
                () -> NODES.numberNode(new BigInteger("9".repeat(random.nextInt(1, 900)))),
                () -> NODES.numberNode(new BigDecimal(BigInteger.ONE, random.nextInt(-400, 400))),
                () -> NODES.numberNode(Double.longBitsToDouble(random.nextLong() & 0x7fe0_0000_0000_0000L)),
                () -> NODES.textNode(""),
                () -> NODES.textNode("x".repeat(random.nextInt(5_000))),
                NODES::objectNode,
                () -> nested(random.nextInt(40)));
        return odd.get(random.nextInt(odd.size())).get();
    }

    private static JsonNode nested(int depth) {
        JsonNode nested = NODES.textNode("deep");
        for (int i = 0; i < depth; i++) {
            nested = i % 2 == 0
                    ? NODES.arrayNode().add(nested)
                    : NODES.objectNode().set("k", nested);
        }
        return nested;
    }

    private static List<ObjectNode> objectsIn(JsonNode root) {
        var objects = new ArrayList<ObjectNode>();
        var open = new ArrayList<JsonNode>(List.of(root));
        while (!open.isEmpty()) {
            JsonNode node = open.remove(open.size() - 1);
            if (node instanceof ObjectNode object) {
                objects.add(object);
                object.forEach(open::add);
            } else if (node instanceof ArrayNode array) {
                array.forEach(open::add);
            }
        }
        return objects;
    }
}
