package io.streammirror.sample;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.VersionName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The CentOS stream: images of a single file, the third shape of products that MAAS knows. */
final class CentosImages {
    static final ContentId STREAM = new ContentId("com.ubuntu.maas:stable:centos-bases-download");

    private static final long ROOT = 530_000_000;
    private static final long MANIFEST = 10_800;

    private CentosImages() {}

    static List<SampleProduct> all() {
        var fields = Map.of(
                "arch", "amd64",
                "label", "stable",
                "os", "centos",
                "release", "centos70",
                "release_title", "CentOS 7",
                "subarch", "generic",
                "subarches", "generic",
                "support_eol", "2024-06-30",
                "version", "7.0");
        var versions = new TreeMap<VersionName, List<SampleItem>>();
        Stream.of("20240604_01", "20240622_01").forEach(name -> versions.put(new VersionName(name), items(name)));
        return List.of(
                new SampleProduct(new ProductName("com.ubuntu.maas.stable:centos-bases:7.0:amd64"), fields, versions));
    }

    private static List<SampleItem> items(String version) {
        String root = "centos/centos70/amd64/" + version + "/root-tgz";
        return List.of(
                SampleItem.of("manifest", "manifest", root + ".manifest", MANIFEST, Map.of()),
                SampleItem.of("root-tgz", "root-tgz", root, ROOT, Map.of()));
    }
}
