package io.streammirror.cli.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogItem;
import io.streammirror.config.MirrorSettings;
import java.util.List;
import java.util.OptionalLong;

/** The plan as JSON; fields are only ever added, and null means unknown. */
final class PlanJson {
    private PlanJson() {}

    static ObjectNode of(List<MirrorPlan> plans, List<MirrorSettings> promoted, OptionalLong freeBytes) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode mirrors = json.putArray("mirrors");
        plans.forEach(plan -> mirrors.add(mirror(plan)));
        ArrayNode others = json.putArray("promoted");
        promoted.forEach(mirror -> others.addObject()
                .put("name", mirror.name().value())
                .put("from", mirror.from().orElseThrow().value()));
        putOrNull(json, "free-bytes", freeBytes);
        return json;
    }

    private static ObjectNode mirror(MirrorPlan plan) {
        Catalog catalog = plan.catalog();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", catalog.mirror().value());
        json.put("source", catalog.source());
        json.put("updated", plan.updated() == null ? null : plan.updated().toString());
        ArrayNode notes = json.putArray("notes");
        plan.notes().forEach(notes::add);
        json.set("totals", totals(plan));
        ArrayNode items = json.putArray("items");
        catalog.items().forEach(item -> items.add(item(plan, item)));
        ArrayNode refused = json.putArray("refused");
        catalog.refusals()
                .forEach(refusal ->
                        refused.addObject().put("pointer", refusal.pointer()).put("reason", refusal.reason()));
        return json;
    }

    private static ObjectNode totals(MirrorPlan plan) {
        Catalog catalog = plan.catalog();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("streams", catalog.streams().size());
        json.put("products", catalog.productCount());
        json.put("versions", catalog.versionCount());
        json.put("items", catalog.itemCount());
        json.put("items-come-along", plan.comeAlong());
        json.put("blobs", catalog.blobs().size());
        json.put("bytes", catalog.bytes());
        json.put(
                "missing-blobs",
                plan.missingBlobs().isPresent() ? plan.missingBlobs().getAsInt() : null);
        putOrNull(json, "missing-bytes", plan.missingBytes());
        return json;
    }

    private static ObjectNode item(MirrorPlan plan, CatalogItem item) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("stream", item.stream().value());
        json.put("product", item.product().value());
        json.put("version", item.version().value());
        json.put("item", item.item().value());
        json.put("path", item.payload().path().value());
        json.put("size", item.payload().size());
        json.put("sha256", item.payload().sha256().hex());
        json.put(
                "stored",
                plan.isStored(item.payload().sha256(), item.payload().size()).orElse(null));
        return json;
    }

    private static void putOrNull(ObjectNode json, String field, OptionalLong value) {
        json.put(field, value.isPresent() ? value.getAsLong() : null);
    }
}
