package io.streammirror.sample;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.VersionName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The boot loader stream, without which MAAS cannot boot any machine over the network. */
final class Bootloaders {
    static final ContentId STREAM = new ContentId("com.ubuntu.maas:stable:1:bootloader-download");

    private static final SourcePackage GRUB_SIGNED = new SourcePackage(
            "grub2-signed", "1.187.3~20.04.1+2.06-2ubuntu14.1", "1.187.6+2.06-2ubuntu14.4", 1_228_000);
    private static final SourcePackage SHIM_SIGNED =
            new SourcePackage("shim-signed", "1.40.7+15.4-0ubuntu9", "1.51.3+15.7-0ubuntu1", 322_000);
    private static final SourcePackage GRUB =
            new SourcePackage("grub2", "2.02~beta2-36ubuntu3.29", "2.02~beta2-36ubuntu3.32", 516_000);
    private static final SourcePackage SYSLINUX =
            new SourcePackage("syslinux", "3:6.03+dfsg1-2", "3:6.04~git20190206.bf6db5b4+dfsg1-3ubuntu1", 420_000);

    private Bootloaders() {}

    static List<SampleProduct> all() {
        return List.of(
                product(
                        "grub-efi-signed",
                        "uefi",
                        "amd64",
                        "amd64",
                        "20230222.0",
                        "20231004.0",
                        GRUB_SIGNED,
                        SHIM_SIGNED),
                product("grub-efi", "uefi", "arm64", "arm64", "20230222.0", "20231004.0", GRUB_SIGNED, SHIM_SIGNED),
                product("grub-ieee1275", "open-firmware", "ppc64el", "ppc64el,ppc64", "20201124.0", "20210509.0", GRUB),
                product("pxelinux", "pxe", "amd64", "amd64, i386", "20210203.0", "20230615.0", SYSLINUX),
                product("pxelinux", "pxe", "i386", "i386,amd64", "20180807.0", "20210203.0", SYSLINUX));
    }

    private static SampleProduct product(
            String os, String type, String arch, String arches, String older, String newer, SourcePackage... packages) {
        var versions = new TreeMap<VersionName, List<SampleItem>>();
        String folder = "bootloaders/" + type + "/" + arch + "/";
        versions.put(
                new VersionName(older),
                Stream.of(packages)
                        .map(source -> source.item(folder + older, "focal", source.olderVersion()))
                        .toList());
        versions.put(
                new VersionName(newer),
                Stream.of(packages)
                        .map(source -> source.item(folder + newer, "jammy", source.newerVersion()))
                        .toList());
        return new SampleProduct(
                new ProductName("com.ubuntu.maas.stable:1:" + os + ":" + type + ":" + arch),
                Map.of("arch", arch, "arches", arches, "bootloader-type", type, "label", "stable", "os", os),
                versions);
    }

    private record SourcePackage(String name, String olderVersion, String newerVersion, long size) {
        SampleItem item(String folder, String release, String version) {
            return SampleItem.of(
                    name,
                    "archive.tar.xz",
                    folder + "/" + name + ".tar.xz",
                    size,
                    Map.of("src_package", name, "src_release", release, "src_version", version));
        }
    }
}
