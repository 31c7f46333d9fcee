package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.config.SettingsReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The promises of the documents, where they are cheap to check. */
final class DocumentationIT {
    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#:]+)(?:#[^)\\s]*)?\\)");
    private static final Pattern ANCHOR = Pattern.compile("\\]\\(([^)\\s#:]*)#([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    private static final String MIRROR = """
            stream-mirror:
              mirrors:
                printed:
                  source: https://images.maas.io/ephemeral-v3/stable
                  path: /printed
            """;
    private static final Pattern COMMAND = Pattern.compile("(?:\\./|`)mirror ([a-z-]+)((?: --[a-z]+)*)");

    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    @Test
    void shouldKnowEveryCommandAndOptionThatDocumentsName() throws IOException {
        Map<String, List<String>> named = commands();
        String overview = help();

        assertThat(named).containsKeys("demo", "up", "plan", "status");
        for (Map.Entry<String, List<String>> command : named.entrySet()) {
            assertThat(overview).containsPattern("(?m)^ +" + command.getKey() + " ");
            String help = help(command.getKey());
            assertThat(command.getValue()).allSatisfy(option -> assertThat(help).contains(option));
        }
    }

    @Test
    void shouldAcceptEveryPrintedConfiguration() throws IOException {
        // The one file that a printed configuration names
        Files.write(
                directory.resolve("region-mirror.gpg"),
                Upstream.newKey().publicKeyring().binary());
        for (Path document : documents()) {
            for (String yaml : blocks(Files.readString(document), "yaml")) {
                Path file = Files.writeString(directory.resolve("printed.yaml"), whole(yaml));

                assertThat(SettingsReader.read(file, directory, Map.of()).mirrors())
                        .as(document.toString())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void shouldHaveFileForEveryLink() throws IOException {
        for (Path document : documents()) {
            List<String> targets = LINK.matcher(withoutBlocks(Files.readString(document)))
                    .results()
                    .map(match -> match.group(1))
                    .toList();

            assertThat(targets).as(document.toString()).allSatisfy(target -> assertThat(document.resolveSibling(target))
                    .exists());
        }
    }

    @Test
    void shouldHaveHeadingForEveryAnchor() throws IOException {
        for (Path document : documents()) {
            List<MatchResult> links = ANCHOR.matcher(withoutBlocks(Files.readString(document)))
                    .results()
                    .toList();
            for (MatchResult link : links) {
                Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));

                assertThat(anchors(target))
                        .as("%s in %s", link.group(), document)
                        .contains(link.group(2));
            }
        }
    }

    /** MAAS 3.5 to 3.8 import an image of that system and cannot deploy it. */
    @Test
    void shouldProposeNoImageThatMaasCannotDeploy() throws IOException {
        for (Path document : documents()) {
            assertThat(document)
                    .content()
                    .doesNotContainPattern("--os[ =]custom\\b")
                    .doesNotContain("os: custom");
        }
        assertThat(help("add-image")).contains("--os").doesNotContainPattern("--os[ =]custom\\b");
    }

    @Test
    void shouldMirrorStableStreamByDefault() {
        Path file = MirrorProcess.home().resolve("config/mirror.yaml");

        assertThat(SettingsReader.read(file, directory, Map.of()).mirrors().values())
                .anySatisfy(mirror ->
                        assertThat(mirror.source()).contains(URI.create("https://images.maas.io/ephemeral-v3/stable")));
    }

    @Test
    void shouldNameTestCommandOfBuildInReadme() throws IOException {
        assertThat(blocks(Files.readString(MirrorProcess.home().resolve("README.md")), "sh"))
                .anySatisfy(block -> assertThat(block.strip()).isEqualTo("mvn verify"));
        assertThat(MirrorProcess.home().resolve(".ci/run"))
                .content()
                .containsPattern("(?m)^(?!#).*\\bmvn .*\\bverify\\b");
        assertThat(Files.isExecutable(MirrorProcess.home().resolve("mirror"))).isTrue();
    }

    @Test
    void shouldHaveEveryTestThatSecurityPageNames() throws IOException {
        Path home = MirrorProcess.home();
        List<String> named = Pattern.compile("`(\\w+(?:Test|IT|Soak))`")
                .matcher(Files.readString(home.resolve("SECURITY.md")))
                .results()
                .map(match -> match.group(1) + ".java")
                .toList();
        Set<String> tests;
        try (Stream<Path> files = Files.find(
                home,
                16,
                (file, attributes) -> file.toString().contains("src/test/java") && attributes.isRegularFile())) {
            tests = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }

        assertThat(named).hasSizeGreaterThan(20);
        assertThat(tests).containsAll(named);
    }

    private String help(String... command) {
        var run = runs.own(MirrorProcess.command(
                directory,
                Stream.concat(Stream.of(command), Stream.of("--help")).toArray(String[]::new)));
        assertThat(run.awaitExit()).isZero();
        return run.out();
    }

    private static Map<String, List<String>> commands() throws IOException {
        var commands = new TreeMap<String, List<String>>();
        for (Path document : documents()) {
            String code = String.join("\n", blocks(Files.readString(document), "sh"));
            COMMAND.matcher(code)
                    .results()
                    .forEach(match -> commands.merge(
                            match.group(1), options(match), (a, b) -> Stream.concat(a.stream(), b.stream())
                                    .distinct()
                                    .toList()));
        }
        return commands;
    }

    private static List<String> options(MatchResult command) {
        return Stream.of(command.group(2).split(" "))
                .filter(option -> !option.isEmpty())
                .toList();
    }

    private static List<Path> documents() throws IOException {
        Path home = MirrorProcess.home();
        try (Stream<Path> docs = Files.walk(home.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
                                    .map(home::resolve),
                            docs.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }

    /** An excerpt of one mirror's configuration is completed to a whole one. */
    private static String whole(String yaml) {
        return yaml.startsWith("stream-mirror:") ? yaml : MIRROR + yaml.indent(6);
    }

    /** The anchors of all headings: lower case, without punctuation, with hyphens for blanks. */
    private static Set<String> anchors(Path document) throws IOException {
        return HEADING.matcher(withoutBlocks(Files.readString(document)))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String withoutBlocks(String markdown) {
        return BLOCK.matcher(markdown).replaceAll("");
    }

    private static List<String> blocks(String markdown, String language) {
        return BLOCK.matcher(markdown)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }
}
