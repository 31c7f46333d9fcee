package io.streammirror.publisher.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.api.ApiJson;
import io.streammirror.api.StatusReport;
import io.streammirror.config.Settings;
import io.streammirror.config.SettingsReader;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.publisher.page.failures.FailuresPage;
import io.streammirror.publisher.page.overview.MirrorReports;
import io.streammirror.publisher.page.overview.OverviewPage;
import io.streammirror.publisher.page.overview.SummaryPage;
import io.streammirror.publisher.state.MirrorMessages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A publisher in a state of a test's choice.
 *
 * @param report as operators read it
 */
public record SampleSiteState(Settings settings, StatusReport report, Keyring keyring, MirrorMessages messages) {
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

    /**
     * A state with these mirrors.
     *
     * @param mirrors elements of {@code mirrors} in the status, in JSON with single quotes
     * @param fetching elements of {@code fetching} in the same form
     */
    public static SampleSiteState of(List<String> mirrors, List<String> fetching) {
        String json = "{'run':'r','time':'2026-11-29T02:00:00Z','mirrors':[" + String.join(",", mirrors)
                + "],'fetching':[" + String.join(",", fetching) + "]}";
        StatusReport report =
                ApiJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), StatusReport.class);
        return new SampleSiteState(
                settings(report, ""), report, key().publicKeyring(), new Messages(List.of(), List.of()));
    }

    public SampleSiteState saying(List<String> warnings, List<String> notes) {
        return new SampleSiteState(settings, report, keyring, new Messages(warnings, notes));
    }

    /** The same for mirrors that these releases of MAAS read. */
    public SampleSiteState readBy(String oldest, String newest) {
        String range = "      maas: { oldest: '" + oldest + "', newest: '" + newest + "' }\n";
        return new SampleSiteState(settings(report, range), report, keyring, messages);
    }

    private static SigningKey key() {
        return SigningKey.generate("Mirror <mirror@example.com>", KeyAlgorithm.ED25519, SINCE);
    }

    private static Settings settings(StatusReport report, String keys) {
        String mirrors = report.mirrors().stream()
                .map(mirror -> "    " + mirror.name() + ":\n      source: http://upstream.example/stable\n      path: "
                        + mirror.path() + "\n" + keys)
                .collect(Collectors.joining());
        try {
            Path directory = Files.createTempDirectory("pages");
            Path file = Files.writeString(
                    directory.resolve("mirror.yaml"),
                    "stream-mirror:\n  mirrors:\n" + (mirrors.isEmpty() ? "    {}\n" : mirrors));
            return SettingsReader.read(file, directory, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pages that need nothing but a status. */
    public List<SitePage> pages() {
        return pages(this::report);
    }

    /** The same pages, with a status that changes. */
    public List<SitePage> pages(Supplier<StatusReport> status) {
        var reports = new MirrorReports(status::get);
        return List.of(
                new OverviewPage(reports, settings, keyring),
                new SummaryPage(reports, messages, settings, keyring),
                new FailuresPage(reports));
    }

    /** The request for a page of the site, or of the first mirror. */
    public PageRequest request(PageKind kind, Audience audience, Map<String, String> query) {
        Optional<MirrorName> mirror =
                kind.ofMirror() ? Optional.of(report.mirrors().get(0).name()) : Optional.empty();
        return new PageRequest(
                audience,
                new PageAddress(kind, mirror),
                new TreeMap<>(query),
                "../",
                "http://mirror.example:8080",
                "127.0.0.1");
    }

    /** The HTML of a page, whole or in part. */
    public PageAnswer ask(PageKind kind, Audience audience, Map<String, String> query) {
        try (var service = new PageService(settings.mirrors().keySet(), pages())) {
            return service.page(request(kind, audience, query))
                    .toCompletableFuture()
                    .join();
        }
    }

    /** The HTML of a whole page for the public. */
    public String html(PageKind kind) {
        return html(kind, Audience.PUBLIC);
    }

    /** The HTML of a whole page. */
    public String html(PageKind kind, Audience audience) {
        PageAnswer answer = ask(kind, audience, Map.of());
        assertThat(answer.status()).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** The same of every mirror. */
    private record Messages(List<String> warnings, List<String> notes) implements MirrorMessages {
        @Override
        public List<String> warnings(MirrorName mirror) {
            return warnings;
        }

        @Override
        public List<String> notes(MirrorName mirror) {
            return notes;
        }
    }
}
