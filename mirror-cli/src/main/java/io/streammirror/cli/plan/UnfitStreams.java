package io.streammirror.cli.plan;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.config.MirrorSettings;
import io.streammirror.maas.MaasCompatibility;
import io.streammirror.maas.MaasProfile;
import io.streammirror.maas.MaasRelease;
import io.streammirror.maas.ProductShape;
import io.streammirror.selection.FilterException;
import io.streammirror.selection.ImageDemand;
import io.streammirror.selection.StreamPatterns;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.Version;
import io.streammirror.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what the publisher would leave out or withhold, because the releases of MAAS that read the mirror would break on it. */
final class UnfitStreams {
    /** A stream with more is unfit in the same way again and again. */
    private static final int MAX_WITHHELD_SHOWN = 20;

    private static final int MAX_REASON_CHARACTERS = 300;

    private final MirrorSettings mirror;
    private final MaasProfile profile;
    private final List<String> notes = new ArrayList<>();
    private boolean publishesImages;
    private boolean publishesBootloaders;
    private boolean publishesUnchecked;
    private int withheld;

    private UnfitStreams(MirrorSettings mirror) {
        this.mirror = mirror;
        this.profile = MaasProfile.of(mirror.maas());
    }

    /** One note for each stream, product and version that would not be published, and one for a tree that would not go live. */
    static List<String> of(MirrorSettings mirror, Catalog catalog) {
        var unfit = new UnfitStreams(mirror);
        StreamPatterns published = StreamPatterns.of(mirror.unfitStreams());
        catalog.streams().values().forEach(stream -> {
            if (published.test(stream.contentId())) {
                unfit.publishesUnchecked = true;
            } else {
                unfit.check(stream);
            }
        });
        unfit.checkTree(catalog);
        return unfit.notes;
    }

    private void check(CatalogStream stream) {
        Optional<MaasCompatibility> compatibility = MaasCompatibility.of(stream.selected(), profile);
        Optional<String> problem = compatibility.isPresent()
                ? MaasCompatibility.problem(stream, profile)
                : Optional.of(MaasCompatibility.noShape(stream.selected()) + example(stream));
        problem.ifPresentOrElse(
                reason -> notes.add("would not be published: stream " + stream.contentId() + ": " + reason
                        + "; if others than MAAS read it, name it in publish-unfit-streams"),
                () -> compatibility.ifPresent(rules -> checkProducts(rules, stream)));
    }

    private void checkProducts(MaasCompatibility compatibility, CatalogStream stream) {
        boolean bootloaders =
                compatibility.shape().filter(ProductShape::isBootloader).isPresent();
        for (Product product : stream.selected().products().values()) {
            Optional<String> ofProduct = compatibility.problem(product);
            ofProduct.ifPresent(reason -> withhold("product " + product.name(), reason));
            if (ofProduct.isPresent()) {
                continue;
            }
            for (Version version : product.versions().values()) {
                Optional<String> ofVersion = compatibility.problem(version);
                ofVersion.ifPresent(
                        reason -> withhold("product " + product.name() + ", version " + version.name(), reason));
                publishesBootloaders |= ofVersion.isEmpty() && bootloaders;
                publishesImages |= ofVersion.isEmpty() && !bootloaders;
            }
        }
    }

    private void withhold(String what, String reason) {
        withheld++;
        if (withheld <= MAX_WITHHELD_SHOWN) {
            notes.add("would be withheld: " + what + ": " + SafeText.line(reason, MAX_REASON_CHARACTERS));
        }
    }

    private void checkTree(Catalog catalog) {
        if (withheld > MAX_WITHHELD_SHOWN) {
            notes.add((withheld - MAX_WITHHELD_SHOWN) + " more products or versions would be withheld");
        }
        if (publishesBootloaders
                && !publishesImages
                && profile.newest().compareTo(MaasRelease.V3_8) >= 0
                && wantsImages(catalog)) {
            notes.add(
                    "nothing would be published: the tree has bootloaders but no images, so that MAAS 3.8 finds nothing to"
                            + " import in it" + (publishesUnchecked ? "; streams that others read do not count" : ""));
        }
    }

    private boolean wantsImages(Catalog catalog) {
        try {
            return ImageDemand.isIn(
                    mirror.selections(),
                    catalog.streams().values().stream()
                            .map(CatalogStream::selected)
                            .toList());
        } catch (FilterException runaway) {
            return true;
        }
    }

    /**
     * The problem with the first product, or with its first version, as the shape that objects to the fewest of its
     * fields.
     */
    private String example(CatalogStream stream) {
        return stream.selected().products().values().stream()
                .findFirst()
                .map(product -> nearest(product)
                        .map(problem -> " (product " + product.name() + ": " + problem + ")")
                        .orElse(""))
                .orElse("");
    }

    private Optional<String> nearest(Product product) {
        return ProductShape.readBy(profile).stream()
                .map(shape -> new MaasCompatibility(Optional.of(shape), profile))
                .flatMap(shape -> problem(shape, product).stream())
                .min((one, other) -> Integer.compare(one.length(), other.length()));
    }

    private static Optional<String> problem(MaasCompatibility shape, Product product) {
        return shape.problem(product)
                .or(() -> product.versions().values().stream().findFirst().flatMap(shape::problem));
    }
}
