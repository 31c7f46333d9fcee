package io.streammirror.publisher.assemble;

import io.streammirror.maas.MaasCompatibility;
import io.streammirror.maas.MaasProfile;
import io.streammirror.publisher.assemble.StreamPlan.ProductPlan;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides what a tree lists: a function of what it may list, of what is published, and of what is stored; nothing else.
 *
 * <p>Only whole versions are listed. A product keeps its listed versions until as many newer ones are complete as the
 * catalog selects. A version whose content changes keeps its published content until the new one is complete.
 */
public final class TreeAssembler {
    private final List<StreamPlan> plans = new ArrayList<>();
    private final List<LeftOutStream> leftOut = new ArrayList<>();
    private final ChosenVersions listing = new ChosenVersions();
    private int waiting;

    private TreeAssembler() {}

    /**
     * Assembles a tree.
     *
     * @param curated what it may list
     */
    public static AssembledTree assemble(PlannedListing curated, ListingRequirements admission) {
        var assembler = new TreeAssembler();
        assembler.plan(curated, admission);
        assembler.listSelected(curated, admission);
        assembler.plans.forEach(assembler::fillUp);
        return assembler.tree();
    }

    private void plan(PlannedListing planned, ListingRequirements requirements) {
        planned.streams().forEach((contentId, stream) -> {
            Optional<MaasCompatibility> compatibility = compatibility(stream, requirements);
            Optional<String> problem = requirements
                    .quarantine()
                    .barred(contentId)
                    .or(() -> compatibility.isEmpty()
                            ? Optional.of(
                                    MaasCompatibility.noShape(stream.source().selected()))
                            : headerProblem(stream, requirements));
            problem.ifPresentOrElse(
                    reason -> leftOut.add(new LeftOutStream(contentId, reason)),
                    () -> plans.add(new StreamPlan(
                            stream, compatibility.orElseThrow(), requirements.stored(), requirements.quarantine())));
        });
    }

    private static Optional<String> headerProblem(PlannedStream stream, ListingRequirements requirements) {
        return requirements.unchecked().test(stream.source().contentId())
                ? Optional.empty()
                : MaasCompatibility.problem(stream.source(), requirements.profile());
    }

    private static Optional<MaasCompatibility> compatibility(PlannedStream stream, ListingRequirements requirements) {
        if (requirements.unchecked().test(stream.source().contentId())) {
            return Optional.of(MaasCompatibility.UNCHECKED);
        }
        MaasProfile profile = requirements.profile();
        return MaasCompatibility.of(stream.source().selected(), profile).or(() -> Optional.ofNullable(stream.former())
                .flatMap(former -> MaasCompatibility.of(former, profile)));
    }

    private void listSelected(PlannedListing curated, ListingRequirements admission) {
        var fit = new HashMap<VersionKey, Version>();
        var kept = new HashMap<VersionKey, Version>();
        plans.forEach(plan -> plan.products().forEach(product -> {
            ProductName name = product.base().name();
            product.fit().forEach((version, content) -> fit.put(plan.key(name, version), content));
            product.kept().forEach((version, content) -> kept.put(plan.key(name, version), content));
        }));
        var readiness = new Readiness(
                fit,
                kept,
                (key, version) -> curated.pinned().contains(key)
                        ? admission.stored().containsAllOf(version)
                        : admission.admits(version));
        fit.forEach((key, content) -> {
            if (readiness.isReady(key)) {
                listing.add(key, content);
                return;
            }
            waiting++;
            Version before = kept.get(key);
            if (before != null) {
                listing.add(key, before);
            }
        });
    }

    /** Keeps the newest published versions for as long as fewer are listed than the catalog selects. */
    private void fillUp(StreamPlan plan) {
        for (ProductPlan product : plan.products()) {
            ProductName name = product.base().name();
            for (Version version : product.kept().descendingMap().values()) {
                var listed = listing.versions(plan.contentId(), name);
                if (listed.size() < product.selected()
                        && !listed.containsKey(version.name())
                        && listing.agreesWith(version)) {
                    listing.add(plan.key(name, version.name()), version);
                }
            }
        }
    }

    private AssembledTree tree() {
        var streams = new TreeMap<ContentId, AssembledStream>();
        var withheld = new ArrayList<WithheldVersion>();
        for (StreamPlan plan : plans) {
            withheld.addAll(plan.withheld());
            var products = new TreeMap<ProductName, Product>();
            plan.products().forEach(product -> {
                ProductName name = product.base().name();
                var versions = listing.versions(plan.contentId(), name);
                if (!versions.isEmpty()) {
                    products.put(name, product.base().withVersions(versions));
                }
            });
            if (!products.isEmpty()) {
                streams.put(plan.contentId(), new AssembledStream(plan.source(), products));
            }
        }
        return new AssembledTree(streams, withheld, leftOut, waiting);
    }
}
