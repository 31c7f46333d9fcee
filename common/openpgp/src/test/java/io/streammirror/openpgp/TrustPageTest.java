package io.streammirror.openpgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The tables of docs/trust.md agree with the tests. */
class TrustPageTest {
    private final List<String> page = Files.readAllLines(Path.of("..", "..", "docs", "trust.md"));

    TrustPageTest() throws IOException {}

    @Test
    void shouldHaveRowForEachCaseThatOnlyGpgvTakes() {
        assertThat(firstCells("### Where we are stricter than gpgv, and why"))
                .containsExactlyInAnyOrderElementsOf(names(TrustCase::isStricter));
    }

    @Test
    void shouldHaveRowForEachCaseThatOnlyMirrorTakes() {
        assertThat(firstCells("### Where gpgv is stricter, and why that is safe"))
                .containsExactlyInAnyOrderElementsOf(names(TrustCase::isLaxer));
    }

    @Test
    void shouldExplainEveryWeakness() {
        assertThat(firstCells("### Weaknesses by name"))
                .containsExactlyElementsOf(Arrays.stream(Weakness.values())
                        .map(weakness -> "`" + weakness + "`")
                        .toList());
    }

    @Test
    void shouldNameBundledFingerprints() {
        assertThat(firstCells("### Keyrings"))
                .containsExactlyElementsOf(
                        BundledKeyrings.find("ubuntu-cloudimage").orElseThrow().fingerprints().stream()
                                .map(fingerprint -> "`" + fingerprint + "`")
                                .toList());
    }

    private static List<String> names(Predicate<TrustCase> kind) {
        return TrustCases.all().stream().filter(kind).map(TrustCase::name).toList();
    }

    /** Of the rows of the table under a heading, without the table's own head. */
    private List<String> firstCells(String heading) {
        return page.stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> line.substring(1, line.indexOf('|', 1)).strip())
                .toList();
    }
}
