package io.streammirror.publisher.customimage;

import io.streammirror.publisher.Trees;
import io.streammirror.simplestreams.VersionName;
import java.util.Map;
import java.util.TreeMap;

/** Custom images for tests; the content of each file is its kind and an edition. */
public final class CustomImageFixtures {
    private CustomImageFixtures() {}

    public static CustomImage archive(String release, String serial, String edition) {
        return image(release, serial, edition, "root-tgz");
    }

    public static CustomImage ubuntu(String release, String serial, String edition) {
        return image(release, serial, edition, "boot-kernel", "boot-initrd", "squashfs");
    }

    public static CustomImage image(String release, String serial, String edition, String... kinds) {
        var files = new TreeMap<String, CustomImageFile>();
        for (String kind : kinds) {
            byte[] bytes = Trees.bytes(content(kind, edition));
            files.put(kind, new CustomImageFile(Trees.sha256(content(kind, edition)), bytes.length));
        }
        return new CustomImage("maas-stable", description(release), new VersionName(serial), files);
    }

    public static CustomImage.Description description(String release) {
        return new CustomImage.Description("ubuntu", release, "amd64", "generic", "generic", "Ours", release, "stable");
    }

    public static String content(String kind, String edition) {
        return kind + " " + edition;
    }

    /** The contents of all files by their kinds, the manifest too. */
    public static Map<String, byte[]> contents(CustomImage image, String edition) {
        var contents = new TreeMap<String, byte[]>();
        image.files().keySet().forEach(kind -> contents.put(kind, Trees.bytes(content(kind, edition))));
        if (image.needsManifest()) {
            contents.put("manifest", image.madeManifest());
        }
        return contents;
    }
}
