package io.streammirror.cli.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.config.MirrorSettings;
import io.streammirror.maas.MaasContract;
import io.streammirror.maas.MaasProfile;
import io.streammirror.maas.MaasRelease;
import io.streammirror.maas.ProductShape;
import io.streammirror.maas.Violation;
import io.streammirror.selection.FilterException;
import io.streammirror.selection.ImageDemand;
import io.streammirror.selection.StreamPatterns;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.Version;
import io.streammirror.text.SafeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    private boolean publishesUnjudged;
    private int withheld;

    private UnfitStreams(MirrorSettings mirror) {
        this.mirror = mirror;
        this.profile = new MaasProfile(
                MaasRelease.parse(mirror.maas().oldest()),
                MaasRelease.parse(mirror.maas().newest()));
    }

    /** One note for each stream, product and version that would not be published, and one for a tree that would not go live. */
    static List<String> of(MirrorSettings mirror, Catalog catalog) {
        var unfit = new UnfitStreams(mirror);
        StreamPatterns published = StreamPatterns.of(mirror.unfitStreams());
        catalog.streams().values().forEach(stream -> {
            if (published.test(stream.contentId())) {
                unfit.publishesUnjudged = true;
            } else {
                unfit.judge(stream);
            }
        });
        unfit.judgeTree(catalog);
        return unfit.notes;
    }

    private void judge(CatalogStream stream) {
        Optional<ProductShape> shape = Stream.of(ProductShape.values())
                .filter(candidate -> fitVersions(candidate, stream) > 0)
                .max(Comparator.comparingLong(candidate -> fitVersions(candidate, stream)));
        Optional<String> problem = first(MaasContract.judgeStream(
                        stream.entry(), stream.selected().header()))
                .or(() -> shape.isPresent()
                        ? Optional.empty()
                        : Optional.of("no version of it is of a shape that MAAS 3.8 reads" + example(stream)));
        if (problem.isPresent()) {
            notes.add("would not be published: stream " + stream.contentId() + ": " + problem.get()
                    + "; if others than MAAS read it, name it in publish-unfit-streams");
        } else {
            shape.ifPresent(of -> judgeProducts(of, stream));
        }
    }

    private void judgeProducts(ProductShape shape, CatalogStream stream) {
        for (Product product : stream.selected().products().values()) {
            Optional<String> ofProduct = problem(shape, product);
            ofProduct.ifPresent(reason -> withhold("product " + product.name(), reason));
            if (ofProduct.isPresent()) {
                continue;
            }
            boolean published = false;
            for (Version version : product.versions().values()) {
                Optional<String> ofVersion = problem(shape, version);
                ofVersion.ifPresent(
                        reason -> withhold("product " + product.name() + ", version " + version.name(), reason));
                published |= ofVersion.isEmpty();
            }
            publishesBootloaders |= published && shape == ProductShape.BOOTLOADER;
            publishesImages |= published && shape != ProductShape.BOOTLOADER;
        }
    }

    private void withhold(String what, String reason) {
        withheld++;
        if (withheld <= MAX_WITHHELD_SHOWN) {
            notes.add("would be withheld: " + what + ": " + SafeText.line(reason, MAX_REASON_CHARACTERS));
        }
    }

    private void judgeTree(Catalog catalog) {
        if (withheld > MAX_WITHHELD_SHOWN) {
            notes.add((withheld - MAX_WITHHELD_SHOWN) + " more products or versions would be withheld");
        }
        if (publishesBootloaders
                && !publishesImages
                && profile.newest().compareTo(MaasRelease.V3_8) >= 0
                && wantsImages(catalog)) {
            notes.add(
                    "nothing would be published: the tree has bootloaders but no images, so that MAAS 3.8 finds nothing to"
                            + " import in it" + (publishesUnjudged ? "; streams that others read do not count" : ""));
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

    private long fitVersions(ProductShape shape, CatalogStream stream) {
        return stream.selected().products().values().stream()
                .filter(product -> problem(shape, product).isEmpty())
                .flatMap(product -> product.versions().values().stream())
                .filter(version -> problem(shape, version).isEmpty())
                .count();
    }

    private Optional<String> problem(ProductShape shape, Product product) {
        return first(MaasContract.judgeFields(shape, product.fields()));
    }

    private Optional<String> problem(ProductShape shape, Version version) {
        return first(MaasContract.judgeVersion(shape, published(version)));
    }

    private Optional<String> first(List<Violation> violations) {
        return violations.stream()
                .filter(profile::isBrokenBy)
                .map(Violation::toString)
                .findFirst();
    }

    private static ObjectNode published(Version version) {
        ObjectNode json = version.fields().deepCopy();
        ObjectNode items = json.putObject("items");
        version.items().forEach((name, item) -> items.set(name.value(), item.publishedFields()));
        return json;
    }

    /** What is wrong with the first version, as the shape that it comes nearest to. */
    private String example(CatalogStream stream) {
        return stream.selected().products().values().stream()
                .findFirst()
                .flatMap(product -> Stream.of(ProductShape.values())
                        .map(shape -> violations(shape, product))
                        .min((one, other) -> Integer.compare(one.size(), other.size()))
                        .flatMap(violations -> violations.stream().findFirst())
                        .map(violation -> " (product " + product.name() + ": " + violation + ")"))
                .orElse("");
    }

    private List<Violation> violations(ProductShape shape, Product product) {
        return Stream.concat(
                        MaasContract.judgeFields(shape, product.fields()).stream(),
                        product.versions().values().stream()
                                .limit(1)
                                .flatMap(version -> MaasContract.judgeVersion(shape, published(version)).stream()))
                .filter(profile::isBrokenBy)
                .toList();
    }
}
