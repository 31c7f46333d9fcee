package io.streammirror.sample;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.VersionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The Ubuntu stream: each release and architecture has one root file system, shared by its kernels. */
final class UbuntuImages {
    static final ContentId STREAM = new ContentId("com.ubuntu.maas:stable:v3:download");

    private static final String OLDEST_SUBARCHES = "generic,hwe-p,hwe-q,hwe-r,hwe-s,hwe-t,hwe-u,hwe-v,hwe-w,"
            + "ga-16.04,ga-16.10,ga-17.04,ga-17.10,ga-18.04,ga-18.10,ga-19.04,ga-19.10,ga-20.04";
    private static final String SUBARCHES_TO_JAMMY = OLDEST_SUBARCHES + ",ga-20.10,ga-21.04,ga-21.10,ga-22.04";
    private static final String SUBARCHES_TO_NOBLE = SUBARCHES_TO_JAMMY + ",ga-22.10,ga-23.04,ga-23.10,ga-24.04";

    private static final List<Release> RELEASES = List.of(
            new Release("focal", "20.04", "Focal Fossa", "2025-05-29", "2030-04-23", OLDEST_SUBARCHES, 396_000_000),
            new Release(
                    "jammy", "22.04", "Jammy Jellyfish", "2027-04-21", "2032-04-21", SUBARCHES_TO_JAMMY, 455_000_000),
            new Release("noble", "24.04", "Noble Numbat", "2029-05-31", "2034-04-25", SUBARCHES_TO_NOBLE, 271_000_000));
    private static final List<String> ARCHITECTURES = List.of("amd64", "arm64");

    private static final long INITRD = 78_000_000;
    private static final long KERNEL = 14_900_000;
    private static final long MANIFEST = 18_000;

    private UbuntuImages() {}

    static List<SampleProduct> of(List<VersionName> versions) {
        var products = new ArrayList<SampleProduct>();
        for (Release release : RELEASES) {
            for (Kernel kernel : kernelsOf(release)) {
                ARCHITECTURES.forEach(arch -> products.add(product(release, kernel, arch, versions)));
            }
        }
        return products;
    }

    private static List<Kernel> kernelsOf(Release release) {
        String version = release.version();
        return List.of(
                new Kernel("ga-" + version, "generic", "linux-generic"),
                new Kernel("hwe-" + version, "generic", "linux-generic-hwe-" + version),
                new Kernel("ga-" + version, "lowlatency", "linux-lowlatency"));
    }

    private static SampleProduct product(Release release, Kernel kernel, String arch, List<VersionName> versions) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("arch", arch);
        fields.put("kflavor", kernel.flavour());
        fields.put("krel", release.name());
        fields.put("label", "stable");
        fields.put("os", "ubuntu");
        fields.put("release", release.name());
        fields.put("release_codename", release.codename());
        fields.put("release_title", release.version() + " LTS");
        fields.put("subarch", kernel.subarch());
        fields.put("subarches", kernel.subarchesAfter(release.subarches()));
        fields.put("support_eol", release.supportEol());
        fields.put("support_esm_eol", release.supportEsmEol());
        fields.put("version", release.version());
        var items = new TreeMap<VersionName, List<SampleItem>>();
        versions.forEach(version -> items.put(version, items(release, kernel, arch, version)));
        return new SampleProduct(
                new ProductName("com.ubuntu.maas.stable:v3:boot:" + release.version() + ":" + arch + ":" + kernel.id()),
                fields,
                items);
    }

    private static List<SampleItem> items(Release release, Kernel kernel, String arch, VersionName version) {
        String folder = release.name() + "/" + arch + "/" + version + "/";
        String boot = folder + kernel.subarch() + "/" + kernel.flavour() + "/";
        Map<String, String> ofPackage = Map.of("kpackage", kernel.kpackage());
        return List.of(
                SampleItem.of("boot-initrd", "boot-initrd", boot + "boot-initrd", INITRD, ofPackage),
                SampleItem.of("boot-kernel", "boot-kernel", boot + "boot-kernel", KERNEL, ofPackage),
                SampleItem.of("manifest", "manifest", folder + "squashfs.manifest", MANIFEST, Map.of()),
                SampleItem.of("squashfs", "squashfs", folder + "squashfs", release.rootSize(), Map.of()));
    }

    private record Release(
            String name,
            String version,
            String codename,
            String supportEol,
            String supportEsmEol,
            String subarches,
            long rootSize) {}

    private record Kernel(String subarch, String flavour, String kpackage) {
        String id() {
            return flavour.equals("generic") ? subarch : subarch + "-" + flavour;
        }

        String subarchesAfter(String older) {
            return older.endsWith(subarch) ? older : older + "," + subarch;
        }
    }
}
