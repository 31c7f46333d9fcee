package io.streammirror.publisher.page.images;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.api.ImageInfo.MaasFit;
import io.streammirror.maas.ArchivedBootloaders;
import io.streammirror.maas.ContractReport;
import io.streammirror.maas.ContractReport.ReadProducts;
import io.streammirror.maas.MaasContract;
import io.streammirror.maas.MaasProfile;
import io.streammirror.maas.MaasRelease;
import io.streammirror.maas.ProductShape;
import io.streammirror.maas.PublishedForm;
import io.streammirror.maas.Rule;
import io.streammirror.maas.Violation;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.Version;
import io.streammirror.text.SafeText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether each release of MAAS that reads a mirror can use a product by its newest version: the contract's verdict on
 * fields, items and name.
 *
 * <p>A check costs a tenth of a millisecond, so verdicts of versions that are still there are kept. Not safe for use by several threads.
 */
final class MaasFitness {
    private static final ItemPath DOCUMENT = new ItemPath("streams/v1/document.json");
    private static final int MAX_REASON = 200;

    /** Products that MAAS passes over without a word. */
    private static final Set<Rule> IGNORED = EnumSet.of(Rule.PRODUCT_NAME, Rule.BOOTLOADER_KIND, Rule.CUSTOM_OS);

    private final MaasProfile profile;
    private IdentityHashMap<Version, List<MaasFit>> known = new IdentityHashMap<>();
    private IdentityHashMap<Version, List<MaasFit>> used = new IdentityHashMap<>();

    MaasFitness(MaasProfile profile) {
        this.profile = profile;
    }

    /** The verdict on the newest version of a product; none for a product without a version. */
    List<MaasFit> of(Product product) {
        if (product.versions().isEmpty()) {
            return List.of();
        }
        Version newest =
                Objects.requireNonNull(product.versions().get(product.versions().lastKey()));
        List<MaasFit> before = known.get(newest);
        List<MaasFit> verdict = before == null ? check(product, profile) : before;
        used.put(newest, verdict);
        return verdict;
    }

    /** Forgets the verdicts that were not asked for since the last call. */
    void forgetUnused() {
        known = used;
        used = new IdentityHashMap<>();
    }

    /** The verdict on the newest version of a product with a version. */
    static List<MaasFit> check(Product product, MaasProfile profile) {
        Version newest =
                Objects.requireNonNull(product.versions().get(product.versions().lastKey()));
        Product alone = product.withVersions(new TreeMap<>(Map.of(newest.name(), newest)));
        ObjectNode published = PublishedForm.of(alone);
        ObjectNode version =
                (ObjectNode) published.path("versions").path(newest.name().value());
        ProductShape shape = shape(published, version);
        var violations = new ArrayList<Violation>(MaasContract.validateFields(shape, product.fields()));
        violations.addAll(MaasContract.validateVersion(shape, version));
        violations.addAll(ignored(product, published));
        return profile.releases().stream()
                .map(release -> fit(release, violations))
                .toList();
    }

    private static List<Violation> ignored(Product product, ObjectNode published) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.putObject("products").set(product.name().value(), published);
        var read = new ContractReport(
                DOCUMENT, root.objectNode(), List.of(new ReadProducts(DOCUMENT, "", root)), List.of());
        return read.withWarnings().violations().stream()
                .filter(violation -> IGNORED.contains(violation.rule()))
                .toList();
    }

    private static ProductShape shape(ObjectNode product, ObjectNode version) {
        if (product.has("bootloader-type")) {
            return ArchivedBootloaders.isVersion(version) ? ProductShape.BOOTLOADER_ARCHIVE : ProductShape.BOOTLOADER;
        }
        ObjectNode items = (ObjectNode) version.path("items");
        return items.has("root-tgz") && !items.has("boot-kernel") ? ProductShape.SINGLE_FILE : ProductShape.MULTI_FILE;
    }

    private static MaasFit fit(MaasRelease release, List<Violation> violations) {
        return violations.stream()
                .filter(violation ->
                        violation.impact().breaks() && violation.impact().concerns(release))
                .findFirst()
                .map(violation -> new MaasFit(release.toString(), SafeText.line(violation.message(), MAX_REASON)))
                .orElseGet(() -> new MaasFit(release.toString(), null));
    }
}
