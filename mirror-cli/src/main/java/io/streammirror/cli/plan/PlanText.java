package io.streammirror.cli.plan;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.config.MirrorSettings;
import io.streammirror.simplestreams.Item;
import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.Version;
import io.streammirror.text.SafeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** The plan for people: a line for each version, newest first, and the totals. Safe for a terminal. */
final class PlanText {
    private final LongFunction<String> bytes;

    /**
     * @param bytes format of sizes
     */
    PlanText(LongFunction<String> bytes) {
        this.bytes = bytes;
    }

    List<String> of(List<MirrorPlan> plans, List<MirrorSettings> promoted, OptionalLong freeBytes) {
        var lines = new ArrayList<String>();
        plans.forEach(plan -> mirror(plan, lines));
        promoted.forEach(mirror -> lines.add(mirror.name() + " is promoted from mirror "
                + mirror.from().orElseThrow() + "; nothing is fetched for it"));
        freeBytes.ifPresent(free -> lines.add("free in the data directory: " + bytes.apply(free)));
        return lines.stream().map(SafeText::lines).toList();
    }

    private void mirror(MirrorPlan plan, List<String> lines) {
        Catalog catalog = plan.catalog();
        lines.add(catalog.mirror() + " from " + catalog.source()
                + (plan.updated() == null ? "" : ", upstream of " + plan.updated()));
        plan.notes().forEach(note -> lines.add("  NOTE " + SafeText.line(note)));
        catalog.streams().values().forEach(stream -> stream(stream, lines));
        catalog.refusals()
                .forEach(refusal -> lines.add("  refused " + (refusal.stream() == null ? "index" : refusal.stream())
                        + SafeText.line(refusal.pointer() + ": " + refusal.reason())));
        lines.add(String.format(
                "  %d streams, %d products, %d versions, %d items: %d distinct blobs, %s%s",
                catalog.streams().size(),
                catalog.productCount(),
                catalog.versionCount(),
                catalog.itemCount(),
                catalog.blobs().size(),
                bytes.apply(catalog.bytes()),
                toFetch(plan)));
        if (plan.comeAlong() > 0) {
            lines.add("  " + plan.comeAlong()
                    + " of these items match no filter; they belong to versions that do, and MAAS needs whole versions"
                    + " (whole-versions: false leaves them out)");
        }
    }

    private String toFetch(MirrorPlan plan) {
        if (plan.missingBlobs().isEmpty()) {
            return "";
        }
        return String.format(
                "; to fetch: %d blobs, %s",
                plan.missingBlobs().getAsInt(), bytes.apply(plan.missingBytes().getAsLong()));
    }

    private void stream(CatalogStream stream, List<String> lines) {
        lines.add("  " + stream.contentId());
        for (Product product : stream.selected().products().values()) {
            product.versions().values().stream()
                    .sorted(Comparator.comparing(Version::name).reversed())
                    .forEach(version -> lines.add(version(product, version)));
        }
    }

    private String version(Product product, Version version) {
        List<Payload> payloads = version.items().values().stream()
                .map(Item::payload)
                .filter(Objects::nonNull)
                .toList();
        long size = payloads.stream().mapToLong(Payload::size).sum();
        return String.format(
                "    + %s %s  %d items, %s", product.name(), version.name(), payloads.size(), bytes.apply(size));
    }
}
