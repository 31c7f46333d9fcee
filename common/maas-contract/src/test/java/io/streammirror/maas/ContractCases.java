package io.streammirror.maas;

import static io.streammirror.maas.ContractTree.CENTOS;
import static io.streammirror.maas.ContractTree.ENTRY;
import static io.streammirror.maas.ContractTree.LOADER;
import static io.streammirror.maas.ContractTree.LOADER_ITEMS;
import static io.streammirror.maas.ContractTree.NEWEST;
import static io.streammirror.maas.ContractTree.OLDER;
import static io.streammirror.maas.ContractTree.PRODUCT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table of the contract: which mutation of which field does what to which release.
 *
 * <p>A verdict is two letters, for MAAS 3.4 to 3.7 and for 3.8: {@code W} refuses the source as a whole, {@code P} loses a part of it,
 * {@code -} works.
 */
public final class ContractCases {
    /** The replacements of a field; null removes it. */
    private static final Map<String, @Nullable String> MUTATIONS = mutations();

    /** Kinds of fields: the verdict of each mutation, in the order of the columns. */
    private static final List<String> COLUMNS =
            List.of("missing", "null", "number", "boolean", "list", "object", "empty text");

    private static final String UBUNTU = "com.example.maas:stable:v3:download";
    private static final String ARCHIVES = "com.example.maas:stable:centos-bases-download";
    private static final String BOOTLOADERS = "com.example.maas:stable:1:bootloader-download";

    private ContractCases() {}

    /** One mutation and what must be said of it. */
    public record Case(
            String document,
            String pointer,
            String mutation,
            @Nullable String json,
            String verdict) {
        /** What the field becomes; null when it is removed. */
        public @Nullable JsonNode value() throws IOException {
            return json == null ? null : Json.parse(json.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return document + " " + pointer + " " + mutation + ": " + verdict;
        }
    }

    private record Field(String document, String pointer, String verdicts) {}

    private static Map<String, @Nullable String> mutations() {
        var mutations = new LinkedHashMap<String, @Nullable String>();
        mutations.put("missing", null);
        mutations.put("null", "null");
        mutations.put("number", "7");
        mutations.put("boolean", "true");
        mutations.put("list", "[]");
        mutations.put("object", "{}");
        mutations.put("empty text", "\"\"");
        return mutations;
    }

    /** Every row. */
    public static Stream<Case> all() {
        return Stream.concat(fields().stream().flatMap(ContractCases::mutated), values().stream());
    }

    private static Stream<Case> mutated(Field field) {
        List<String> verdicts = List.of(field.verdicts().split(" +", -1));
        if (verdicts.size() != COLUMNS.size()) {
            throw new IllegalArgumentException(field + " needs " + COLUMNS.size() + " verdicts");
        }
        var cases = new ArrayList<Case>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            String mutation = COLUMNS.get(i);
            cases.add(new Case(field.document(), field.pointer(), mutation, MUTATIONS.get(mutation), verdicts.get(i)));
        }
        return cases.stream();
    }

    private static List<Field> fields() {
        var fields = new ArrayList<Field>();
        // Columns:                          missing null number boolean list object empty
        add(fields, "index", "/", "updated", "-W -W -W -W -W -W -W");
        add(fields, "index", "/", "format", "W- WW WW WW WW WW W-");
        add(fields, "index", "/", "index", "WW WW WW WW WW WW WW");
        add(fields, "index", ENTRY + "/", "path", "PW PW WW WW PW PW PW");
        add(fields, "index", ENTRY + "/", "format", "P- PW PW PW PW PW P-");
        add(fields, "index", ENTRY + "/", "datatype", "-- -- -W -W -W -W -W");
        add(fields, "index", ENTRY + "/", "updated", "-W -W -W -W -W -W -W");
        add(fields, "index", ENTRY + "/", "products", "-W -W -W -W -- -W -W");
        fields.add(new Field("index", ENTRY, "-- WW WW WW WW PW WW"));
        add(fields, "ubuntu", "/", "content_id", "WW WW -W -W WW WW --");
        add(fields, "ubuntu", "/", "datatype updated", "-W -W -W -W -W -W -W");
        add(fields, "ubuntu", "/", "format", "W- WW WW WW WW WW W-");
        add(fields, "ubuntu", "/", "products", "WW WW WW WW WW -W WW");
        fields.add(new Field("ubuntu", PRODUCT, "-W WW WW WW WW PW WW"));
        add(fields, "ubuntu", PRODUCT + "/", "arch", "WW WW PW PW WW WW PP");
        add(fields, "ubuntu", PRODUCT + "/", "release", "WW WW PW PW WW WW WP");
        add(fields, "ubuntu", PRODUCT + "/", "label", "WW WW -W -W WW WW --");
        add(fields, "ubuntu", PRODUCT + "/", "os", "-W -W PW PW -W -W PP");
        add(fields, "ubuntu", PRODUCT + "/", "release_title subarch subarches version", "-W -W -W -W -W -W --");
        add(fields, "ubuntu", PRODUCT + "/", "kflavor krel release_codename", "-- -- -W -W -W -W --");
        add(fields, "ubuntu", PRODUCT + "/", "support_eol support_esm_eol", "-- -- -W -W -W -W -W");
        add(fields, "ubuntu", PRODUCT + "/", "versions", "PW WW WW WW WW PW WW");
        fields.add(new Field("ubuntu", NEWEST, "-- WW WW WW WW PW WW"));
        fields.add(new Field("ubuntu", OLDER, "-- WW WW WW -W -W -W"));
        add(fields, "ubuntu", NEWEST + "/", "items", "PW WW WW WW WW PW WW");
        add(fields, "ubuntu", NEWEST + "/", "support_eol support_esm_eol", "-- -- -W -W -W -W -W");
        add(fields, "ubuntu", NEWEST + "/items/", "boot-kernel boot-initrd squashfs manifest", "-W WW WW WW WW WW WW");
        add(fields, "ubuntu", NEWEST + "/items/", "notes", "-- W- W- W- W- W- W-");
        add(fields, "ubuntu", OLDER + "/items/", "notes", "-- W- W- W- W- -- W-");
        for (String item : List.of("boot-kernel", "boot-initrd", "squashfs")) {
            String place = NEWEST + "/items/" + item + "/";
            add(fields, "ubuntu", place, "ftype", "WW WW -W -W WW WW -W");
            add(fields, "ubuntu", place, "path", "WW WW WW WW WW WW WP");
            add(fields, "ubuntu", place, "sha256", "WW WW PW PW WW WW PP");
            add(fields, "ubuntu", place, "size", "WW WW -- W- WW WW WW");
            add(fields, "ubuntu", place, "kpackage", "-- -- -W -W -W -W --");
        }
        add(fields, "ubuntu", NEWEST + "/items/manifest/", "ftype", "WW WW -W -W WW WW --");
        add(fields, "ubuntu", NEWEST + "/items/manifest/", "path", "-W -W WW WW -W -W --");
        add(fields, "ubuntu", OLDER + "/items/boot-kernel/", "ftype", "-W -W -W -W -W -W --");
        add(fields, "ubuntu", OLDER + "/items/boot-kernel/", "path", "-W -W -W -W -W -W --");
        add(fields, "ubuntu", OLDER + "/items/boot-kernel/", "sha256", "-W -W -W -W -W -W --");
        add(fields, "centos", CENTOS + "/", "arch", "WW WW PW PW WW WW PP");
        add(fields, "centos", CENTOS + "/", "release", "WW WW PW PW WW WW PP");
        add(fields, "centos", CENTOS + "/", "os", "PW PW PW PW PW PW PP");
        add(fields, "centos", CENTOS + "/", "kflavor krel release_codename", "-- -- -- -- -- -- --");
        add(fields, "centos", CENTOS + "/", "support_eol support_esm_eol", "-- -- -W -W -W -W -W");
        add(fields, "centos", CENTOS + "/versions/20240622_01/items/root-tgz/", "ftype", "WW WW -W -W WW WW -W");
        add(fields, "bootloaders", LOADER + "/", "arch", "PW PW PW PW PW PW PP");
        add(fields, "bootloaders", LOADER + "/", "label", "WW WW -W -W WW WW --");
        add(fields, "bootloaders", LOADER + "/", "os", "PW PW PW PW PW PW PP");
        add(fields, "bootloaders", LOADER + "/", "bootloader-type", "WW WW PW PW WW WW PP");
        add(fields, "bootloaders", LOADER + "/", "arches", "-W -W -W -W -W -W --");
        add(fields, "bootloaders", LOADER_ITEMS + "/", "shim-signed", "-- W- WW WW WW WW WW");
        add(
                fields,
                "bootloaders",
                LOADER_ITEMS + "/shim-signed/",
                "src_package src_release src_version",
                "-W -W -W -W -W -W --");
        add(fields, "bootloaders", LOADER_ITEMS + "/shim-signed/", "ftype", "WW WW -W -W WW WW -W");
        add(fields, "bootloaders", LOADER_ITEMS + "/shim-signed/", "size", "WW WW -- W- WW WW WW");
        add(fields, "bootloaders", LOADER_ITEMS + "/shim-signed/", "kpackage", "-- -- -- -- -- -- --");
        return fields;
    }

    private static void add(List<Field> fields, String document, String holder, String names, String verdicts) {
        for (String name : names.split(" ", -1)) {
            fields.add(new Field(document, (holder.equals("/") ? "/" : holder) + name, verdicts));
        }
    }

    /** Values that no column has. */
    private static List<Case> values() {
        var cases = new ArrayList<Case>();
        for (String document : List.of("index", "ubuntu")) {
            each(
                    cases,
                    document,
                    "/updated",
                    "--",
                    "Thu, 4 Jul 2025 8:01:49 +0000",
                    "Mon, 24 Jul 2025 08:01:49 +02:00",
                    "2025-07-24",
                    "20250724T080149Z",
                    "2025-07-24 08:01");
            each(
                    cases,
                    document,
                    "/updated",
                    "-W",
                    "Thu, 24 Jul 2025 08:01:49 GMT",
                    "Thu, 24 Jul 2025 08:01:49",
                    "Mon, 31 Feb 2025 08:01:49 +0000",
                    "2025-02-31",
                    "2025-07-24T24:00:00",
                    "yesterday");
        }
        for (String field : List.of("support_eol", "support_esm_eol")) {
            each(cases, "ubuntu", PRODUCT + "/" + field, "--", "2027-4-1", "20270401", " 2027-04-21 ");
            each(
                    cases,
                    "ubuntu",
                    PRODUCT + "/" + field,
                    "-W",
                    "2027",
                    "soon",
                    "2027-13-01",
                    "2027-02-30",
                    "2027-04-21T00:00:00");
        }
        each(cases, "ubuntu", "/datatype", "-W", "images", "IMAGE-IDS");
        each(cases, "index", ENTRY + "/datatype", "-W", "images");
        each(cases, "index", ENTRY + "/format", "P-", "products:2.0");
        each(cases, "index", ENTRY + "/name", "-W", "x");
        cases.add(new Case("index", ENTRY + "/products/0", "number", "7", "-W"));
        each(cases, "ubuntu", PRODUCT + "/product_name", "-W", "x");
        each(cases, "ubuntu", NEWEST + "/version_name", "-W", "x");
        each(cases, "ubuntu", PRODUCT + "/os", "PP", "custom");
        each(cases, "ubuntu", NEWEST + "/items/squashfs/ftype", "-W", "SQUASHFS", "rootfs");
        each(cases, "ubuntu", OLDER + "/items/squashfs/ftype", "--", "SQUASHFS");
        each(cases, "bootloaders", LOADER_ITEMS + "/shim-signed/ftype", "-W", "archive.tar.gz");
        each(cases, "bootloaders", LOADER + "/bootloader-type", "PP", "http", "pxe");
        each(cases, "bootloaders", LOADER + "/os", "PP", "refind");
        each(cases, "bootloaders", LOADER + "/arch", "PP", "riscv64");
        String kernel = NEWEST + "/items/boot-kernel/";
        each(cases, "ubuntu", kernel + "size", "--", "110", " 110 ");
        each(cases, "ubuntu", kernel + "size", "W-", "110.0");
        each(cases, "ubuntu", kernel + "size", "WW", "many", "0x10", "1.5");
        number(cases, kernel + "size", "WW", "1.5");
        number(cases, kernel + "size", "W-", "110.0");
        number(cases, kernel + "size", "PP", "-1");
        each(cases, "ubuntu", kernel + "sha256", "PP", "A".repeat(64), "abc");
        each(cases, "ubuntu", kernel + "path", "--", "./a/boot-kernel", "a//boot-kernel", "a/boot-kernel?query");
        each(cases, "ubuntu", kernel + "path", "W-", "/a/boot-kernel");
        each(cases, "ubuntu", kernel + "path", "WP", "../boot-kernel", "a/../../boot-kernel");
        each(cases, "ubuntu", OLDER + "/items/boot-kernel/path", "W-", "/a/boot-kernel");
        cases.add(new Case("ubuntu", NEWEST + "/items/boot-dtb", "without path", "{\"ftype\":\"boot-dtb\"}", "W-"));
        cases.add(new Case("ubuntu", NEWEST + "/items/notes", "without path", "{\"ftype\":\"notes\"}", "--"));
        cases.add(new Case("ubuntu", NEWEST + "/items/version_name", "item", "{\"ftype\":\"notes\"}", "-W"));
        cases.add(sourceOf("only bootloaders", "PW", BOOTLOADERS));
        cases.add(sourceOf("only Ubuntu images", "PP", UBUNTU));
        cases.add(sourceOf("only images in one archive", "PP", ARCHIVES));
        cases.add(sourceOf("only images of both kinds", "PP", UBUNTU, ARCHIVES));
        cases.add(sourceOf("images in one archive and bootloaders", "--", ARCHIVES, BOOTLOADERS));
        cases.add(sourceOf("nothing", "WW"));
        return cases;
    }

    /** The source with these streams and no others. */
    private static Case sourceOf(String what, String verdict, String... streams) {
        ObjectNode entries = new ContractTree().object("index", "/index").retain(streams);
        return new Case("index", "/index", what, entries.toString(), verdict);
    }

    private static void each(List<Case> cases, String document, String pointer, String verdict, String... texts) {
        for (String text : texts) {
            cases.add(new Case(document, pointer, "'" + text + "'", "\"" + text + "\"", verdict));
        }
    }

    private static void number(List<Case> cases, String pointer, String verdict, String... values) {
        for (String value : values) {
            cases.add(new Case("ubuntu", pointer, value, value, verdict));
        }
    }
}
