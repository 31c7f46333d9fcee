package io.streammirror.cli.image;

import io.streammirror.cli.exit.UsageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds the kind of an image file from its name; operators name the kind of other files. */
final class KindOfFile {
    /** The order matters: {@code x.root.tar.gz} is an archive, not a compressed disk. */
    private static final Map<String, Pattern> NAMES = names();

    private KindOfFile() {}

    private static Map<String, Pattern> names() {
        var names = new LinkedHashMap<String, Pattern>();
        names.put("manifest", Pattern.compile("manifest|.*\\.manifest"));
        names.put("boot-kernel", Pattern.compile("boot-kernel|vmlinuz.*|.*[.-](boot-kernel|vmlinuz(-.*)?)"));
        names.put("boot-initrd", Pattern.compile("boot-initrd|initrd.*|.*[.-](boot-initrd|initrd(-.*)?)"));
        names.put("boot-dtb", Pattern.compile("boot-dtb|.*\\.dtb"));
        names.put("squashfs", Pattern.compile("squashfs|.*[.-]squashfs"));
        names.put("root-image.gz", Pattern.compile("root-image\\.gz|.*[.-]root-image\\.gz"));
        names.put("root-tgz", Pattern.compile("root-tgz|.*\\.(tgz|tar\\.gz)"));
        names.put("root-dd", Pattern.compile("root-dd.*|.*\\.(img|raw|qcow2|vmdk|dd)(\\.(gz|xz|bz2))?"));
        return names;
    }

    /** The kind; throws a {@link UsageException} for a name without one. */
    static String of(String name) {
        return NAMES.entrySet().stream()
                .filter(kind -> kind.getValue().matcher(name).matches())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new UsageException("what kind of file is " + name
                        + "? Say it, as boot-kernel=FILE, boot-initrd=FILE, squashfs=FILE or root-tgz=FILE"));
    }
}
