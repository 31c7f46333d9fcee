package io.streammirror.system;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of the sources that no compiled class shows: names across modules, sizes, and words. */
final class SourceLayoutTest {
    private static final long MAX_MODULE_LINES = 9_000;

    /** Its size is what it does: it assembles, signs, switches and serves. */
    private static final String LARGEST_MODULE = "publisher-service";

    /** Modules with fewer lines may have packages of any share (ADR 17). */
    private static final long MIN_LINES_OF_LARGE_MODULE = 5_000;

    private static final double MAX_PACKAGE_SHARE = 0.20;

    /** Words that the glossary replaces. */
    private static final Pattern PRIVATE_WORDS = Pattern.compile(
            "\\b([Nn]obody|[Ss]omebody|[Ww]hoever|[Tt]old|[Tt]ells?"
                    + "|[Tt]elling|[Hh]aul|[Ee]rrand|[Ww]orkpiece|[Aa]new|[Hh]eard|[Jj]udg\\w+|[Gg]o(es|ing)? on|[Ss]urprises?)\\b");

    /** A class that a document names as code. */
    private static final Pattern CLASS_IN_TEXT = Pattern.compile("`([A-Z][a-z]+[A-Z]?\\w*)`");

    private static final String THIS_FILE = "SourceLayoutTest.java";

    /** A test method: its annotations, and its name. */
    private static final Pattern TEST_METHOD =
            Pattern.compile("(?ms)^ +@(?:Test|ParameterizedTest|RepeatedTest|Property|Example)\\b.*?"
                    + "^ +(?:(?:public|protected|private) )?(?:void|boolean) (\\w+)\\(");

    private static final Pattern TEST_NAME = Pattern.compile("should[A-Z]\\w*");
    private static final Pattern STEP_COMMENT = Pattern.compile("(?m)^\\s*// (?:Given|When|Then)\\b");
    private static final Pattern SLEEP = Pattern.compile("\\.sleep\\(|\\bparkNanos\\(|\\bonSpinWait\\(");
    private static final Path HOME = MirrorProcess.home();

    @Test
    void shouldGiveEachClassANameOfItsOwn() {
        Map<String, List<Path>> byName = mainSources()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(groupingBy(file -> file.getFileName().toString()));

        assertThat(byName)
                .allSatisfy((name, files) -> assertThat(files).as(name).hasSize(1));
    }

    @Test
    void shouldKeepModulesSmall() {
        Map<String, Long> lines = mainSources()
                .collect(groupingBy(
                        SourceLayoutTest::module,
                        summingLong(file -> text(file).lines().count())));

        assertThat(lines).allSatisfy((module, count) -> {
            if (!module.equals(LARGEST_MODULE)) {
                assertThat(count).as(module).isLessThanOrEqualTo(MAX_MODULE_LINES);
            }
        });
    }

    @Test
    void shouldKeepPackagesOfLargeModulesSmall() {
        Map<String, Map<String, Long>> lines = mainSources()
                .collect(groupingBy(
                        SourceLayoutTest::module,
                        groupingBy(
                                SourceLayoutTest::packagePath,
                                summingLong(file -> text(file).lines().count()))));

        assertThat(lines).allSatisfy((module, packages) -> {
            long total = packages.values().stream().mapToLong(Long::longValue).sum();
            if (total > MIN_LINES_OF_LARGE_MODULE) {
                assertThat(packages.values())
                        .as("%s: %s", module, packages)
                        .allMatch(count -> count <= total * MAX_PACKAGE_SHARE);
            }
        });
    }

    @Test
    void shouldUseTheWordsOfTheGlossary() {
        Stream<Path> texts = files().filter(file -> file.toString().endsWith(".md")
                || file.toString().endsWith(".html")
                || file.toString().endsWith(".java"));

        assertThat(texts.filter(file -> !file.endsWith(THIS_FILE))).allSatisfy(file -> assertThat(text(file))
                .as(HOME.relativize(file).toString())
                .doesNotContainPattern(PRIVATE_WORDS));
    }

    @Test
    void shouldNameExistingClassesInGlossary() {
        Set<String> classes = mainSources()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(toSet());

        List<String> named = CLASS_IN_TEXT
                .matcher(text(HOME.resolve("docs/glossary.md")))
                .results()
                .map(name -> name.group(1))
                .toList();

        assertThat(named).hasSizeGreaterThan(50);
        assertThat(classes).containsAll(named);
    }

    @Test
    void shouldSayInTestNamesWhatIsPromised() {
        Map<String, List<String>> names = testSources()
                .collect(toMap(file -> HOME.relativize(file).toString(), file -> TEST_METHOD
                        .matcher(text(file))
                        .results()
                        .map(method -> method.group(1))
                        .toList()));

        assertThat(names.values().stream().flatMap(List::stream)).hasSizeGreaterThan(1000);
        assertThat(names)
                .allSatisfy((file, methods) -> assertThat(methods).as(file).allMatch(TEST_NAME.asMatchPredicate()));
    }

    @Test
    void shouldSeparateStepsOfTestsByBlankLinesOnly() {
        assertThat(testSources()).allSatisfy(file -> assertThat(text(file))
                .as(HOME.relativize(file).toString())
                .doesNotContainPattern(STEP_COMMENT));
    }

    /** {@code Pause} is for the time that a fault takes; conditions are awaited by Awaitility. */
    @Test
    void shouldNotSleepInTests() {
        assertThat(testSources().filter(file -> !file.endsWith(THIS_FILE))).allSatisfy(file -> assertThat(text(file))
                .as(HOME.relativize(file).toString())
                .doesNotContainPattern(SLEEP));
    }

    private static String module(Path file) {
        String path = HOME.relativize(file).toString();
        return path.substring(0, path.indexOf("/src/main/"));
    }

    /** The package below {@code io.streammirror}, as a path. */
    private static String packagePath(Path file) {
        String path = HOME.relativize(file.getParent()).toString();
        return path.replaceFirst(".*/src/main/java/io/streammirror/?", "");
    }

    private static Stream<Path> mainSources() {
        return files().filter(file ->
                file.toString().contains("/src/main/java/") && file.toString().endsWith(".java"));
    }

    private static Stream<Path> testSources() {
        return files().filter(file ->
                file.toString().contains("/src/test/java/") && file.toString().endsWith(".java"));
    }

    /** All files of the project but those that builds make. */
    private static Stream<Path> files() {
        try (Stream<Path> walk = Files.walk(HOME)) {
            return walk
                    .filter(file -> {
                        String path = "/" + HOME.relativize(file);
                        return !path.contains("/target/") && !path.startsWith("/.git/") && !path.startsWith("/data/");
                    })
                    .filter(Files::isRegularFile)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
