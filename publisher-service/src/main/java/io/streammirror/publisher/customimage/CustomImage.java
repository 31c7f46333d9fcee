package io.streammirror.publisher.customimage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.maas.ImageKinds;
import io.streammirror.maas.ProductShape;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.DocumentParser;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One version of a custom image.
 *
 * <p>It lies in a stream that upstream does not have, under names and paths that begin with {@code own}; all products of a document
 * must have one shape, so each shape has a stream.
 *
 * @param namespace distinguishes these streams from those of another mirror that this one may mirror
 * @param version the name of the version, of which MAAS takes the greatest
 * @param files by kind; a manifest may be missing and is made then
 */
public record CustomImage(
        String namespace, Description description, VersionName version, Map<String, CustomImageFile> files) {
    /** The architectures of MAAS; it ignores images of any other. */
    private static final Set<String> ARCHITECTURES =
            Set.of("amd64", "arm64", "armhf", "i386", "ppc64el", "riscv64", "s390x");

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.+-]{0,62}");
    private static final Pattern VERSION = Pattern.compile("[0-9][0-9A-Za-z._-]{0,31}");
    private static final int MAX_TITLE_CHARACTERS = 100;

    /**
     * The fields by which MAAS and people choose the image.
     *
     * @param subarch the kernel line, {@code generic} for an image without one
     * @param subarches all that a machine may ask for, separated by commas
     * @param title for people
     * @param releaseVersion such as 24.04
     * @param label such as stable
     */
    public record Description(
            String os,
            String release,
            String arch,
            String subarch,
            String subarches,
            String title,
            String releaseVersion,
            String label) {
        public Description {
            requireName("os", os);
            if (os.equals("custom")) {
                throw new IllegalArgumentException(
                        "'os': MAAS 3.5 to 3.8 cannot deploy an image of 'custom' from a stream;"
                                + " give the system that is in it, such as ubuntu or centos, and a release of its own, such as '"
                                + release + "'");
            }
            requireName("release", release);
            requireName("subarch", subarch);
            requireName("release-version", releaseVersion);
            requireName("label", label);
            for (String one : subarches.split(",", -1)) {
                requireName("subarches", one);
            }
            if (!ARCHITECTURES.contains(arch)) {
                throw new IllegalArgumentException("'arch': '" + arch + "' is no architecture that MAAS knows: "
                        + ARCHITECTURES.stream().sorted().toList());
            }
            if (title.isBlank()
                    || title.length() > MAX_TITLE_CHARACTERS
                    || title.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "'title' must have 1 to " + MAX_TITLE_CHARACTERS + " printable characters");
            }
        }

        /** By these alone MAAS 3.8 chooses. */
        boolean isChosenAs(ObjectNode product) {
            return product.path("os").asText().equals(os)
                    && product.path("release").asText().equals(release)
                    && product.path("arch").asText().equals(arch);
        }

        private static void requireName(String field, String value) {
            if (!NAME.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "'" + field + "': '" + value
                                + "' must be up to 63 of lower-case letters, digits and . + -, and begin with a letter or digit");
            }
        }
    }

    /**
     * @throws IllegalArgumentException when MAAS would not read such an image, for people
     */
    public CustomImage {
        files = Map.copyOf(files);
        ImageKinds.shapeOf(files.keySet());
        if (!VERSION.matcher(version.value()).matches()) {
            throw new IllegalArgumentException(
                    "'serial': '" + version
                            + "' must begin with a digit, as 20250718 or 20250718.1: MAAS takes the version that sorts last as text");
        }
        Description.requireName("namespace", namespace);
    }

    /** Where it is published. */
    public ContentId stream() {
        return new ContentId("own." + namespace + ":v3:" + (isArchive() ? "archives-download" : "download"));
    }

    /** MAAS takes products of the system {@code ubuntu} only with {@code :v3:} in their names. */
    public ProductName product() {
        var parts = new ArrayList<>(List.of("own." + namespace, "v3", isArchive() ? "archive" : "boot"));
        parts.addAll(List.of(description.os(), description.release(), description.arch()));
        if (!isArchive()) {
            parts.add(description.subarch());
        }
        return new ProductName(String.join(":", parts));
    }

    private boolean isArchive() {
        return ImageKinds.shapeOf(files.keySet()) == ProductShape.SINGLE_FILE;
    }

    /** The size of the files. */
    public long bytes() {
        return files.values().stream().mapToLong(CustomImageFile::size).sum();
    }

    /** The manifest that it has if none was given: MAAS demands one, and never reads it. */
    public byte[] madeManifest() {
        var text = new StringBuilder();
        new TreeMap<>(files).forEach((kind, file) -> text.append(kind)
                .append('\t')
                .append(file.sha256())
                .append('\t')
                .append(file.size())
                .append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether its manifest is the made one. */
    public boolean needsManifest() {
        return !files.containsKey(ImageKinds.MANIFEST);
    }

    /** A products document with this version alone. */
    public ProductsDocument document() {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("content_id", stream().value())
                .put("datatype", "image-downloads")
                .put("format", ProductsDocument.FORMAT);
        ObjectNode product = document.putObject("products").putObject(product().value());
        product.put("arch", description.arch());
        if (!isArchive()) {
            product.put("kflavor", "generic");
        }
        product.put("label", description.label())
                .put("os", description.os())
                .put("release", description.release())
                .put("release_title", description.title())
                .put("subarch", description.subarch())
                .put("subarches", description.subarches())
                .put("version", description.releaseVersion());
        ObjectNode items =
                product.putObject("versions").putObject(version.value()).putObject("items");
        var all = new TreeMap<>(files);
        if (needsManifest()) {
            byte[] manifest = madeManifest();
            all.put(ImageKinds.MANIFEST, new CustomImageFile(Sha256.of(manifest), manifest.length));
        }
        all.forEach((kind, file) -> items.putObject(kind)
                .put("ftype", kind)
                .put("path", path(kind, file))
                .put("sha256", file.sha256().hex())
                .put("size", file.size()));
        return DocumentParser.parseProducts(Json.pretty(document)).document();
    }

    /** With the hash in it, so that no path ever gets another content; the last part is the name under which MAAS keeps the file. */
    private String path(String kind, CustomImageFile file) {
        return String.join(
                "/",
                "own",
                description.os(),
                description.release(),
                description.arch(),
                version.value(),
                file.sha256().abbreviated(),
                kind);
    }
}
