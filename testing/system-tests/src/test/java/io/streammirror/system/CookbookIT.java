package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.config.MirrorSettings;
import io.streammirror.config.SettingsReader;
import io.streammirror.selection.Selector;
import io.streammirror.simplestreams.DocumentParser;
import io.streammirror.simplestreams.ProductsDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every selection of docs/select-images.md takes what its heading says, from products with the fields of images.maas.io. */
final class CookbookIT {
    private static final Pattern SECTION = Pattern.compile("^## ([^\\n]*)\\n((?:(?!^## ).*\\n)*)", Pattern.MULTILINE);
    private static final Pattern SELECTIONS =
            Pattern.compile("^```yaml\\n(selections:\\n.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final List<String> VERSIONS = List.of("20241105", "20250618", "20250718");

    /** System, architecture, release, version, kernel and flavour. */
    private static final List<String> IMAGES = List.of(
            "ubuntu amd64 focal 20.04 ga-20.04 generic",
            "ubuntu amd64 jammy 22.04 ga-22.04 generic",
            "ubuntu amd64 noble 24.04 ga-24.04 generic",
            "ubuntu amd64 noble 24.04 ga-24.04 lowlatency",
            "ubuntu amd64 noble 24.04 hwe-24.04 generic",
            "ubuntu amd64 noble 24.04 hwe-24.04-edge generic",
            "ubuntu arm64 jammy 22.04 ga-22.04 generic",
            "ubuntu arm64 noble 24.04 ga-24.04 generic",
            "ubuntu arm64 noble 24.04 ga-24.04 64k",
            "centos amd64 centos70 7.0 generic",
            "centos amd64 8 8 generic");

    private static final List<String> BOOTLOADERS = List.of(
            "grub-efi-signed amd64", "grub-efi arm64", "grub-ieee1275 ppc64el", "pxelinux amd64", "pxelinux i386");

    /** Which images each selection takes; it takes all bootloaders beside them. */
    private static final Map<String, String> TAKEN = Map.ofEntries(
            Map.entry("The selections of the MAAS documentation", "ubuntu amd64 (jammy|noble) .*"),
            Map.entry("Bootloaders", "none"),
            Map.entry("Several releases", "ubuntu amd64 .*"),
            Map.entry("Several architectures", "ubuntu .* noble .*"),
            Map.entry("arm64 only", "ubuntu arm64 noble .* generic"),
            Map.entry("One kernel only", "ubuntu amd64 noble 24.04 ga-24.04 generic"),
            Map.entry("More than one version", "ubuntu amd64 noble .*"),
            Map.entry("CentOS", "centos amd64 centos70 .*"),
            Map.entry("Exclude products and streams", "ubuntu amd64 .*"),
            Map.entry("Some versions by name", "ubuntu amd64 noble .*"));

    private final ProductsDocument upstream =
            DocumentParser.parseProducts(document()).document();

    @TempDir
    private Path directory;

    @Test
    void shouldSelectWhatEachHeadingNames() throws IOException {
        Map<String, MirrorSettings> sections = sections();

        assertThat(sections.keySet()).isEqualTo(TAKEN.keySet());
        sections.forEach((heading, settings) -> assertThat(select(settings).keySet())
                .as(heading)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                IMAGES.stream().filter(image -> image.matches(TAKEN.getOrDefault(heading, "none"))),
                                BOOTLOADERS.stream())
                        .map(CookbookIT::name)
                        .toList()));
    }

    @Test
    void shouldKeepAsManyVersionsAsTheSectionNames() throws IOException {
        sections().forEach((heading, settings) -> assertThat(select(settings).values())
                .as(heading)
                .allSatisfy(versions -> assertThat(versions)
                        .isEqualTo(
                                heading.equals("More than one version")
                                        ? VERSIONS.subList(1, 3)
                                        : VERSIONS.subList(2, 3))));
    }

    private Map<String, List<String>> select(MirrorSettings settings) {
        var selected = new TreeMap<String, List<String>>();
        new Selector(settings.selections(), settings.keys().wholeVersions())
                .select(upstream)
                .products()
                .forEach((name, product) -> selected.put(
                        name.value(),
                        product.versions().keySet().stream()
                                .map(version -> version.value())
                                .toList()));
        return selected;
    }

    private Map<String, MirrorSettings> sections() throws IOException {
        var sections = new TreeMap<String, MirrorSettings>();
        String page = Files.readString(MirrorProcess.home().resolve("docs/select-images.md"));
        for (var section : SECTION.matcher(page).results().toList()) {
            for (var block : SELECTIONS.matcher(section.group(2)).results().toList()) {
                sections.put(section.group(1), settings(block.group(1)));
            }
        }
        return sections;
    }

    private MirrorSettings settings(String selections) throws IOException {
        Path file = Files.writeString(directory.resolve("mirror.yaml"), """
                stream-mirror:
                  mirrors:
                    printed:
                      source: https://images.maas.io/ephemeral-v3/stable
                      path: /printed
                """ + selections.indent(6));
        return SettingsReader.read(file, directory, Map.of())
                .mirrors()
                .values()
                .iterator()
                .next();
    }

    private static String name(String fields) {
        return "com.ubuntu.maas.stable:v3:" + fields.replace(' ', ':');
    }

    private static byte[] document() {
        return ("{\"format\": \"products:1.0\", \"content_id\": \"com.ubuntu.maas:stable:v3:download\", \"products\": {"
                        + Stream.concat(IMAGES.stream(), BOOTLOADERS.stream())
                                .map(CookbookIT::product)
                                .collect(Collectors.joining(","))
                        + "}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String product(String fields) {
        List<String> keys = List.of("os", "arch", "release", "version", "subarch", "kflavor");
        String[] values = fields.split(" ", -1);
        var product = new StringBuilder("\"" + name(fields) + "\": {");
        for (int i = 0; i < values.length; i++) {
            product.append("\"%s\": \"%s\", ".formatted(keys.get(i), values[i]));
        }
        return product.append("\"versions\": {")
                .append(VERSIONS.stream()
                        .map(version -> "\"%s\": {\"items\": {\"file\": %s}}".formatted(version, item(fields, version)))
                        .collect(Collectors.joining(",")))
                .append("}}")
                .toString();
    }

    private static String item(String fields, String version) {
        return "{\"ftype\": \"file\", \"path\": \"%s/%s\", \"size\": 1, \"sha256\": \"%064x\"}"
                .formatted(fields.replace(' ', '/'), version, 1);
    }
}
