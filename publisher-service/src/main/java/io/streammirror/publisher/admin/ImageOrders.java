package io.streammirror.publisher.admin;

import io.streammirror.api.ImageRequest;
import io.streammirror.api.OrderResult;
import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.config.Settings;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.CustomImages;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Orders;
import io.streammirror.decision.StandingOrder;
import io.streammirror.maas.MaasProfile;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.customimage.CustomImage;
import io.streammirror.publisher.customimage.CustomImageCheck;
import io.streammirror.publisher.customimage.CustomImageCollection;
import io.streammirror.publisher.customimage.CustomImageCollections;
import io.streammirror.publisher.customimage.CustomImageFile;
import io.streammirror.publisher.snapshot.OrderResolver;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.Version;
import io.streammirror.simplestreams.VersionName;
import io.streammirror.store.Blobs;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import io.streammirror.sweep.SweepPlans;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Adds custom images to a mirror and removes them. The client stores the files first, each under its hash. Everything that could keep an
 * image from being published is checked before the log records it.
 */
@Singleton
final class ImageOrders {
    private final Settings settings;
    private final PublicationOrders orders;
    private final DecisionLog log;
    private final ObjectStore store;
    private final Blobs blobs;
    private final CustomImageCollections collections;
    private final SweepPlans sweeps;
    private final Clock clock;

    ImageOrders(Settings settings, PublicationOrders orders, DecisionLog log, ObjectStore store, Clock clock) {
        this.settings = settings;
        this.orders = orders;
        this.log = log;
        this.store = store;
        this.blobs = new Blobs(store);
        this.collections = new CustomImageCollections(store);
        this.sweeps = new SweepPlans(store);
        this.clock = clock;
    }

    /** Adds a version of an image. A dry run only checks the request, and does not require the files to be stored. */
    OrderResult add(MirrorName mirror, ImageRequest request, Operator by) {
        Administration.requireKnown(settings, mirror);
        MirrorState now = log.head().state().mirror(mirror);
        Optional<Catalog> catalog = catalog(mirror, now);
        CustomImage image = RequestedImage.of(
                request, mirror, catalog.flatMap(ImageOrders::label).orElse("stable"));
        catalog.flatMap(of -> CustomImageCheck.againstUpstream(image, of)).ifPresent(ImageOrders::refuse);
        if (request.dryRun()) {
            added(mirror, now.standing(), image);
            return new OrderResult(mirror, log.head().sequence(), false, text(image) + " can be added");
        }
        return orders.give(mirror, by, text(image) + " is added", (state, order) -> {
            Orders before = state.standing();
            Optional<CustomImageCollection> next = added(mirror, before, image);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            requireStored(image);
            Orders after = before.withImages(saved(next.get(), order));
            return Optional.of(new PublicationOrders.Changed(
                    new Decision.ImageAdded(mirror, image.stream(), image.product(), image.version(), image.bytes()),
                    after));
        });
    }

    /**
     * Removes an image.
     *
     * @param version empty for all of the product
     */
    OrderResult remove(MirrorName mirror, ProductName product, Optional<VersionName> version, Operator by) {
        String message =
                "custom image '" + product + "'" + version.map(of -> " " + of).orElse("") + " is removed";
        return orders.give(mirror, by, message, (state, order) -> {
            Orders before = state.standing();
            CustomImageCollection collection = collections.read(before);
            ContentId stream = collection
                    .streamOf(product)
                    .orElseThrow(() -> new AdminException(
                            409, "there is no custom image '" + product + "'; there are " + names(collection)));
            Set<VersionName> known = collection.versionsOf(stream, product);
            List<VersionName> going = version.map(List::of).orElseGet(() -> List.copyOf(known));
            if (!known.containsAll(going)) {
                throw new AdminException(
                        409, "custom image '" + product + "' has no version " + going.get(0) + "; it has " + known);
            }
            Orders after = before.withImages(saved(collection.without(stream, product, going), order));
            return Optional.of(
                    new PublicationOrders.Changed(new Decision.ImageRemoved(mirror, stream, product, going), after));
        });
    }

    /** The collection with the image; empty when it has just that already. */
    private Optional<CustomImageCollection> added(MirrorName mirror, Orders standing, CustomImage image) {
        CustomImageCollection collection = collections.read(standing);
        Optional<Version> known = collection.version(image.stream(), image.product(), image.version());
        CustomImageCollection next = collection.with(image.document());
        if (known.isPresent()) {
            if (next.equals(collection)) {
                return Optional.empty();
            }
            refuse("custom image '" + image.product() + "' has a version " + image.version()
                    + " already, with other content: give this one another --serial, or remove that one first");
        }
        if (next.versions() > CustomImages.MAX_VERSIONS) {
            refuse("there are " + collection.versions() + " versions of custom images, which is the most: remove some");
        }
        CustomImageCheck.againstOthers(image, collection).ifPresent(ImageOrders::refuse);
        CustomImageCheck.contract(next, readers(mirror), clock.instant())
                .ifPresent(problem -> refuse("MAAS would refuse the source because of it: " + problem));
        return Optional.of(next);
    }

    private MaasProfile readers(MirrorName mirror) {
        return MaasProfile.of(
                Objects.requireNonNull(settings.mirrors().get(mirror)).maas());
    }

    /** Refuses an image with a file that is missing, or that a sweep is about to delete. */
    private void requireStored(CustomImage image) {
        Set<Sha256> going = sweeps.at(log.head().state()).blobs();
        image.files().forEach((kind, file) -> {
            if (!blobs.contains(file.sha256(), file.size()) || going.contains(file.sha256())) {
                refuse(missing(kind, file));
            }
        });
        if (image.needsManifest()) {
            Sha256 manifest = blobs.storeDocument(image.madeManifest(), "text/plain");
            if (going.contains(manifest)) {
                refuse("a sweep is under way: try again when it is over");
            }
        }
    }

    private static String missing(String kind, CustomImageFile file) {
        return "the store does not have " + kind + " (sha256 " + file.sha256() + ", " + file.size()
                + " bytes), or a sweep is deleting it: send it again";
    }

    private CustomImages saved(CustomImageCollection next, StandingOrder order) {
        Sha256 document = collections.save(next);
        if (sweeps.at(log.head().state()).blobs().contains(document)) {
            refuse("a sweep is under way: try again when it is over");
        }
        return new CustomImages(document, next.versions(), order);
    }

    private Optional<Catalog> catalog(MirrorName mirror, MirrorState state) {
        AcceptedCatalog accepted = state.catalog();
        if (accepted == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(CatalogCodec.decode(
                    store.read(StoreKeys.catalog(mirror, accepted.revision()), OrderResolver.MAX_CATALOG_BYTES)));
        } catch (ObjectMissingException lost) {
            return Optional.empty(); // the watcher stores it again at its next full poll
        }
    }

    /** The label of upstream's products: MAAS expects one label in a source. */
    private static Optional<String> label(Catalog catalog) {
        return catalog.streams().values().stream()
                .flatMap(stream -> stream.selected().products().values().stream())
                .map(product -> product.fields().path("label").asText())
                .filter(label -> label.matches("[a-z0-9][a-z0-9.+-]{0,62}"))
                .findFirst();
    }

    private static Set<ProductName> names(CustomImageCollection collection) {
        var names = new TreeSet<ProductName>();
        collection
                .streams()
                .values()
                .forEach(document -> names.addAll(document.products().keySet()));
        return names;
    }

    private static String text(CustomImage image) {
        return "custom image '" + image.product() + "' " + image.version();
    }

    private static void refuse(String reason) {
        throw new AdminException(409, reason);
    }
}
