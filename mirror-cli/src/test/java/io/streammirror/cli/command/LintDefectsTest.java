package io.streammirror.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.catalog.CatalogRefusal;
import io.streammirror.cli.plan.MirrorPlan;
import io.streammirror.cli.plan.Planner;
import io.streammirror.config.SettingsReader;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.mirror.MirrorName;
import io.streammirror.sample.Fault;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.upstream.http.HttpMetadataReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample tree, once with each defect. */
class LintDefectsTest extends LintedSample {
    @Test
    void shouldFindWrongBytesOfRightLength() throws IOException {
        byte[] wrong = new byte[(int) GOOD.blob(new ItemPath(KERNEL)).size()];
        upstream.publish(GOOD.edit(THEN).file(new ItemPath(KERNEL), wrong).build());

        assertThat(lint("--deep", "--json")).isZero();
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.path("rule").asText()).isEqualTo("item-content");
            assertThat(finding.path("severity").asText()).isEqualTo("breaks-image");
        });
    }

    static Stream<Arguments> defects() {
        return Stream.of(
                documentDefect("no manifest in an old version", "item-set", NEWEST, tree -> object(tree, OLD_ITEMS)
                        .remove("manifest")),
                documentDefect("label missing", "required-field", ALL, tree -> object(tree, JAMMY)
                        .remove("label")),
                documentDefect(
                        "date without zone", "date", NEWEST, tree -> tree.put("updated", "Thu, 24 Jul 2025 08:01:49")),
                documentDefect("datatype", "datatype", NEWEST, tree -> tree.put("datatype", "images")),
                documentDefect("no products", "not-empty", NEWEST, tree -> tree.putObject("products")),
                documentDefect("no versions", "not-empty", NEWEST, tree -> object(tree, JAMMY)
                        .putObject("versions")),
                documentDefect("notifications", "shape", NEWEST, tree -> object(tree, "/products")
                        .putObject("com.ubuntu.maas:notice")
                        .putObject("versions")
                        .putObject("1")
                        .putObject("items")
                        .putObject("n")
                        .put("ftype", "notifications")));
    }

    private static Arguments documentDefect(
            String name, String rule, List<String> releases, Consumer<ObjectNode> defect) {
        return argumentSet(name, rule, releases, defect);
    }

    @ParameterizedTest
    @MethodSource("defects")
    void shouldNameRuleAndReleasesWhenDocumentHasDefect(String rule, List<String> releases, Consumer<ObjectNode> defect)
            throws IOException {
        ObjectNode document = GOOD.document(IMAGES);
        defect.accept(document);
        upstream.publish(
                GOOD.edit(THEN.plusSeconds(1)).document(IMAGES, document).build());

        assertThat(lint("--json", "--no-items")).isEqualTo(3);

        assertThat(findings()).anySatisfy(finding -> {
            assertThat(finding.path("rule").asText()).isEqualTo(rule);
            assertThat(finding.path("severity").asText()).isEqualTo("breaks-source");
            assertThat(finding.path("releases")).extracting(JsonNode::asText).isEqualTo(releases);
            assertThat(finding.path("url").asText()).isEqualTo(upstream.base() + "streams/v1/" + IMAGES + ".sjson");
        });
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                argumentSet("missing", 404, "item-exists", ALL),
                argumentSet("forbidden", 403, "item-exists", ALL),
                argumentSet("failing", 503, "item-exists", ALL),
                argumentSet("elsewhere", 302, "item-redirect", List.of("3.7", "3.8")));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void shouldBlameImageWhenItemIsNotServed(int status, String rule, List<String> releases) throws IOException {
        upstream.fail(
                (path, request) -> path.equals(KERNEL) ? Optional.of(new Fault.Status(status)) : Optional.empty());

        assertThat(lint("--json")).isZero();

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.path("rule").asText()).isEqualTo(rule);
            assertThat(finding.path("severity").asText()).isEqualTo("breaks-image");
            assertThat(finding.path("releases")).extracting(JsonNode::asText).isEqualTo(releases);
            assertThat(finding.path("message").asText()).contains(KERNEL, String.valueOf(status));
            assertThat(finding.path("pointer").asText()).startsWith(JAMMY).endsWith("/items/boot-kernel");
        });
    }

    @Test
    void shouldBlameImageWhenItemHasAnotherLength() throws IOException {
        upstream.publish(GOOD.edit(THEN).file(new ItemPath(KERNEL), new byte[7]).build());

        assertThat(lint("--json")).isZero();

        assertThat(findings())
                .extracting(finding -> finding.path("rule").asText())
                .contains("item-length");
    }

    @Test
    void shouldNameDocumentThatIsMissing() {
        upstream.fail((path, request) ->
                path.endsWith("v3:download.sjson") ? Optional.of(new Fault.Status(404)) : Optional.empty());

        assertThat(lint("--no-items")).isEqualTo(3);
        assertThat(out.toString()).contains("document-exists", "v3:download.sjson: answered HTTP status 404");
    }

    /** The plan reads and selects as the watcher of {@code up} does. */
    @Test
    void shouldBlameWhatThePlanLeavesOutAndNothingElse() throws IOException {
        ObjectNode renamed = GOOD.document(CENTOS).put("content_id", "com.example:renamed");
        ObjectNode images = GOOD.document(IMAGES);
        object(images, OLD_ITEMS + "/boot-kernel").put("path", "../boot-kernel");
        upstream.publish(GOOD.edit(THEN.plusSeconds(1))
                .document(CENTOS, renamed)
                .document(IMAGES, images)
                .build());
        upstream.fail((path, request) ->
                path.endsWith(LOADERS + ".sjson") ? Optional.of(new Fault.Status(404)) : Optional.empty());
        Path config = Files.writeString(
                directory.resolve("mirror.yaml"), """
                stream-mirror:
                  mirrors:
                    sample:
                      source: %s
                      keyring: %s
                      path: /sample
                """.formatted(upstream.base(), directory.resolve("key.gpg")));

        assertThat(lint("--json", "--no-items")).isEqualTo(3);
        List<JsonNode> blamed = findings().stream()
                .filter(finding -> finding.path("severity").asText().startsWith("breaks"))
                .toList();
        MirrorPlan plan = new Planner(
                        new HttpMetadataReader(EnvironmentProxies.NONE), Optional.empty(), Clock.systemUTC())
                .plan(SettingsReader.read(config, directory, Map.of()).mirrors().get(new MirrorName("sample")));

        assertThat(plan.catalog().streams().keySet())
                .extracting(ContentId::value)
                .containsExactlyInAnyOrder("com.example:renamed", IMAGES.value());
        assertThat(plan.catalog().refusals())
                .extracting(CatalogRefusal::pointer)
                .containsExactlyInAnyOrder("/index/" + LOADERS, OLD_ITEMS + "/boot-kernel");
        String documents = upstream.base() + "streams/v1/";
        assertThat(blamed)
                .extracting(finding ->
                        finding.path("url").asText() + finding.path("pointer").asText())
                .containsExactlyInAnyOrder(
                        documents + LOADERS + ".sjson",
                        documents + IMAGES + ".sjson" + OLD_ITEMS + "/boot-kernel/path");
    }
}
