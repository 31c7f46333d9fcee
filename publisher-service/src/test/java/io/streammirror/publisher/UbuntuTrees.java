package io.streammirror.publisher;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.codec.Json;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.DocumentParser;
import io.streammirror.simplestreams.ProductsDocument;
import java.util.List;
import java.util.TreeMap;

/** Builds streams like those of images.maas.io: Ubuntu with several kernels that share a root file system, and bootloaders. */
public final class UbuntuTrees {
    public static final ContentId UBUNTU = new ContentId("com.ubuntu.maas:stable:v3:download");
    public static final ContentId BOOTLOADERS = new ContentId("com.ubuntu.maas:stable:1:bootloader-download");

    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final ObjectNode products;

    public UbuntuTrees() {
        document.put("content_id", UBUNTU.value());
        document.put("datatype", "image-ids");
        document.put("format", "products:1.0");
        products = document.putObject("products");
        document.put("updated", "Thu, 24 Jul 2025 08:01:49 +0000");
    }

    /** Adds one product with versions, each of a kernel, an initial ramdisk and the root file system that all kernels share. */
    public UbuntuTrees with(String release, String title, String arch, String kernel, String... versions) {
        ObjectNode product = products.putObject(name(title, arch, kernel));
        product.put("arch", arch);
        product.put("kflavor", "generic");
        product.put("krel", release);
        product.put("label", "stable");
        product.put("os", "ubuntu");
        product.put("release", release);
        product.put("release_codename", release);
        product.put("release_title", title + " LTS");
        product.put("subarch", kernel);
        product.put("subarches", "generic,hwe-p," + kernel);
        product.put("support_eol", "2029-05-31");
        product.put("support_esm_eol", "2034-04-25");
        product.put("version", title);
        ObjectNode byName = product.putObject("versions");
        for (String version : versions) {
            ObjectNode items = byName.putObject(version).putObject("items");
            String folder = release + "/" + arch + "/" + version + "/";
            item(items, "boot-kernel", folder + kernel + "/boot-kernel");
            item(items, "boot-initrd", folder + kernel + "/boot-initrd");
            item(items, "squashfs", folder + "squashfs");
            item(items, "manifest", folder + "squashfs.manifest");
        }
        return this;
    }

    public static String name(String title, String arch, String kernel) {
        return "com.ubuntu.maas.stable:v3:boot:" + title + ":" + arch + ":" + kernel;
    }

    private static void item(ObjectNode items, String type, String path) {
        byte[] content = Trees.bytes(path);
        items.putObject(type)
                .put("ftype", type)
                .put("path", path)
                .put("sha256", Trees.sha256(path).hex())
                .put("size", content.length);
    }

    public byte[] bytes() {
        return Json.pretty(document);
    }

    public ObjectNode document() {
        return document;
    }

    public ProductsDocument parsed() {
        return DocumentParser.parseProducts(bytes()).document();
    }

    public CatalogStream stream() {
        return Trees.stream(UBUNTU, document.deepCopy());
    }

    public Catalog catalog() {
        return Trees.catalog(stream());
    }

    /** A stream of one bootloader, as upstream has it. */
    public static ObjectNode bootloaders(String... versions) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("content_id", BOOTLOADERS.value());
        document.put("datatype", "image-ids");
        document.put("format", "products:1.0");
        document.put("updated", "Thu, 24 Jul 2025 08:01:49 +0000");
        ObjectNode product =
                document.putObject("products").putObject("com.ubuntu.maas.stable:1:grub-efi-signed:uefi:amd64");
        product.put("arch", "amd64");
        product.put("arches", "amd64");
        product.put("bootloader-type", "uefi");
        product.put("label", "stable");
        product.put("os", "grub-efi-signed");
        ObjectNode byName = product.putObject("versions");
        for (String version : List.of(versions)) {
            ObjectNode items = byName.putObject(version).putObject("items");
            String path = "bootloaders/uefi/amd64/" + version + "/grub2-signed.tar.xz";
            item(items, "grub2-signed", path);
            ObjectNode item = (ObjectNode) items.path("grub2-signed");
            item.put("ftype", "archive.tar.xz");
            item.put("src_package", "grub2-signed");
            item.put("src_release", "focal");
            item.put("src_version", "1.187");
        }
        return document;
    }

    /** Some thousand products: releases by architectures by kernels. */
    public static UbuntuTrees large(int productCount) {
        var trees = new UbuntuTrees();
        List<String> architectures = List.of("amd64", "arm64", "ppc64el", "s390x");
        var kernels = new TreeMap<Integer, String>();
        for (int i = 0; i < 5; i++) {
            kernels.put(i, "hwe-" + i);
        }
        for (int i = 0; i < productCount; i++) {
            int release = i / (architectures.size() * kernels.size());
            String arch = architectures.get(i / kernels.size() % architectures.size());
            trees.with(
                    "release" + release,
                    release + ".04",
                    arch,
                    kernels.get(i % kernels.size()),
                    "20250615",
                    "20250718");
        }
        return trees;
    }
}
