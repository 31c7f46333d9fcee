package io.streammirror.maas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.streammirror.simplestreams.ItemPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Signed documents as gpgv and the readers of MAAS see them. */
class SignedDocumentsTest {
    static Stream<Arguments> signedDefects() {
        String good = new String(signed("{}"), StandardCharsets.ISO_8859_1);
        return Stream.of(
                argumentSet("text before", "x\n" + good, Rule.ONE_SIGNED_BLOCK),
                argumentSet("text after", good + "x\n", Rule.ONE_SIGNED_BLOCK),
                argumentSet("two blocks", good + good, Rule.ONE_SIGNED_BLOCK),
                argumentSet("not signed", "{}\n", Rule.ONE_SIGNED_BLOCK),
                argumentSet(
                        "long line",
                        new String(signed("{\"a\": \"" + "x".repeat(20_000) + "\"}"), StandardCharsets.ISO_8859_1),
                        Rule.LINE_LENGTH),
                argumentSet(
                        "dash", new String(signed("{\"a\":\n- -1}"), StandardCharsets.ISO_8859_1), Rule.NO_DASH_LINES),
                argumentSet("no object", new String(signed("[]"), StandardCharsets.ISO_8859_1), Rule.JSON_OBJECT));
    }

    @ParameterizedTest
    @MethodSource("signedDefects")
    void shouldReadSignedDocumentAsGpgvAndMaasDo(String document, Rule rule) {
        List<Violation> violations = MaasContract.validateProducts(
                new ItemPath("streams/v1/x.sjson"),
                path -> Optional.of(document.getBytes(StandardCharsets.ISO_8859_1)));

        assertThat(violations).extracting(Violation::rule).contains(rule);
    }

    static Stream<Arguments> signedTexts() {
        String text = "{\n \"a\": 1\n}";
        String good = new String(signed(text), StandardCharsets.UTF_8);
        return Stream.of(
                argumentSet("text before the JSON", good.replace(text, "note " + text), true, false),
                argumentSet("byte order mark before the JSON", good.replace(text, "\ufeff" + text), true, false),
                argumentSet("no header", good.replace("Hash: SHA512\n", ""), true, false),
                argumentSet("two headers", good.replace("SHA512\n", "SHA512\nHash: SHA256\n"), true, false),
                argumentSet("line separator in a text", good.replace("1", "\"x\u2028y\""), true, false),
                argumentSet("escaped dash", good.replace(" \"a\": 1", " \"a\":\n- -1"), false, true),
                argumentSet("dash that is not escaped", good.replace(" \"a\": 1", " \"a\":\n-1"), false, false),
                argumentSet("duplicate key", good.replace("1", "1, \"a\": 2"), false, false),
                argumentSet("no number", good.replace("1", "NaN"), false, false),
                argumentSet("text after the JSON", good.replace(text, text + " note"), true, true));
    }

    @ParameterizedTest
    @MethodSource("signedTexts")
    void shouldReadSignedTextAsEachReaderDoes(String document, boolean breaksLibrary, boolean breaksNewest) {
        List<Violation> violations = MaasContract.validateProducts(
                        new ItemPath("streams/v1/x.sjson"),
                        path -> Optional.of(document.getBytes(StandardCharsets.UTF_8)))
                .stream()
                .filter(violation ->
                        Set.of(Rule.JSON_OBJECT, Rule.NO_DASH_LINES).contains(violation.rule()))
                .filter(violation -> violation.impact().breaks())
                .toList();

        assertThat(violations.stream().anyMatch(found -> found.impact().concerns(MaasRelease.V3_7)))
                .isEqualTo(breaksLibrary);
        assertThat(violations.stream().anyMatch(found -> found.impact().concerns(MaasRelease.V3_8)))
                .isEqualTo(breaksNewest);
    }

    @Test
    void shouldRefuseEverywhereWhenUnsignedDocumentBeginsWithByteOrderMark() {
        byte[] marked = "\ufeff{}".getBytes(StandardCharsets.UTF_8);

        assertThat(MaasContract.validateProducts(new ItemPath("streams/v1/x.json"), path -> Optional.of(marked)))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.rule()).isEqualTo(Rule.JSON_OBJECT);
                    assertThat(violation.impact()).isEqualTo(Impact.onAll(Severity.BREAKS_SOURCE));
                });
    }

    static byte[] signed(String text) {
        return ("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n" + text
                        + "\n-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
