package io.streammirror.publisher.page.images;

import io.streammirror.api.ImageInfo;
import io.streammirror.maas.MaasProfile;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.publisher.state.MirrorView;
import io.streammirror.simplestreams.Sha256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the table of one mirror; the verdicts of MAAS's contract are kept from one table to the next. Not safe for use
 * by several threads.
 */
final class ImageTableMaker {
    private final MaasFitness fitness;

    /** @param readers the releases of MAAS that read the mirror */
    ImageTableMaker(MaasProfile readers) {
        this.fitness = new MaasFitness(readers);
    }

    /** The fields that identify an image to MAAS; a bootloader has neither release nor label of its own. */
    private record ImageKey(String system, String title, String release, String architecture, String label) {
        static ImageKey of(ImageFields fields) {
            return new ImageKey(
                    fields.system(), fields.title(), fields.release(), fields.architecture(), fields.label());
        }
    }

    /** @param failed blobs whose last fetch did not succeed */
    ImageTable make(MirrorSnapshot snapshot, MirrorView view, Set<Sha256> failed) {
        var grouped = new LinkedHashMap<ImageKey, List<KnownProduct>>();
        Map<String, KnownProduct> byId = new HashMap<>();
        KnownProducts.of(snapshot).forEach(product -> {
            grouped.computeIfAbsent(ImageKey.of(product.fields()), unseen -> new ArrayList<>())
                    .add(product);
            byId.put(ProductId.of(product.stream(), product.name()), product);
        });
        var maker = new ImageMaker(new VersionVerdicts(view, snapshot, failed), fitness, snapshot.inventory());
        List<ImageInfo> images = grouped.values().stream().map(maker::image).toList();
        fitness.forgetUnused();
        return new ImageTable(images, byId);
    }
}
