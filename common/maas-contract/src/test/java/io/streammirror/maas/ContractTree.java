package io.streammirror.maas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.simplestreams.ItemPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A good tree of all three shapes in memory, to be mutated. */
public final class ContractTree {
    static final ItemPath INDEX = new ItemPath("streams/v1/index.json");
    static final String PRODUCT = "/products/com.example.maas.stable:v3:boot:22.04:amd64:ga-22.04";
    static final String NEWEST = PRODUCT + "/versions/20250718";
    static final String OLDER = PRODUCT + "/versions/20250711";
    static final String LOADER = "/products/com.example.maas.stable:1:grub-efi-signed:uefi:amd64";
    static final String LOADER_ITEMS = LOADER + "/versions/20231004.0/items";
    static final String CENTOS = "/products/com.example.maas.stable:centos-bases:7.0:amd64";
    static final String ENTRY = "/index/com.example.maas:stable:v3:download";

    private final Map<ItemPath, JsonNode> documents = new HashMap<>();

    public ContractTree() {
        for (String name : List.of("index", "ubuntu", "centos", "bootloaders")) {
            try (InputStream json = ContractTree.class.getResourceAsStream(name + ".json")) {
                documents.put(path(name), Json.parse(json.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Of a document by its short name. */
    public static ItemPath path(String document) {
        return new ItemPath("streams/v1/" + document + ".json");
    }

    /** Sets or, without a value, removes what the pointer names. */
    public ContractTree set(String document, String pointer, @Nullable JsonNode value) {
        var place = JsonPointer.compile(pointer);
        JsonNode holder = documents.get(path(document)).at(place.head());
        if (holder instanceof ArrayNode array) {
            array.set(place.last().getMatchingIndex(), value);
        } else if (value == null) {
            ((ObjectNode) holder).remove(place.last().getMatchingProperty());
        } else {
            ((ObjectNode) holder).set(place.last().getMatchingProperty(), value);
        }
        return this;
    }

    /** Adds a document; the index must name it. */
    void put(String document, ObjectNode content) {
        documents.put(path(document), content);
    }

    ObjectNode object(String document, String pointer) {
        return (ObjectNode) documents.get(path(document)).at(pointer);
    }

    /** The bytes of a document; empty when there is none. */
    public Optional<byte[]> document(ItemPath path) {
        return Optional.ofNullable(documents.get(path)).map(Json::pretty);
    }

    ContractReport read() {
        return MaasContract.read(INDEX, path -> document(path)
                        .<ContractDocuments.Answer>map(ContractDocuments.Answer.Found::new)
                        .orElseGet(() -> new ContractDocuments.Answer.Absent("is not there")))
                .withWarnings();
    }
}
