package io.streammirror.publisher.page.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.publisher.page.Audience;
import io.streammirror.publisher.page.PageKind;
import io.streammirror.publisher.page.SampleMirrors;
import io.streammirror.publisher.page.SampleSiteState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OverviewPageTest {
    @Test
    void shouldSayThatAllIsWellInOneLine() {
        String html = site(SampleMirrors.upToDate("stable")).html(PageKind.OVERVIEW);

        assertThat(html)
                .contains("The mirror is up to date", "14 products, 22 versions", "28 Nov 2026, 21:14 UTC")
                .doesNotContain("Needs an operator", "Being fetched");
    }

    @Test
    void shouldShowProgressOfTheWholeAndOfEachItem() {
        var state = SampleSiteState.of(
                List.of(SampleMirrors.firstSync("stable")),
                List.of(SampleMirrors.fetching(
                        "stable", "noble/amd64/squashfs", 600_000_000, 592_000_000, 51_000_000)));

        String html = state.html(PageKind.OVERVIEW);

        assertThat(html)
                .contains("Syncing 63 %, 2 min left", "value=\"11592000000\" max=\"18400000000\"")
                .contains("noble/amd64/squashfs", "592.0 MB of 600.0 MB", "51.0 MB/s", "1 s left");
    }

    @Test
    void shouldPutWhatNeedsTheOperatorFirstWithTheCommand() {
        String html = site(SampleMirrors.upToDate("first"), SampleMirrors.held("second"))
                .html(PageKind.OVERVIEW);

        assertThat(html)
                .contains("1 of 2 mirrors needs attention", "Held: mass-removal", "62 % of the versions are gone")
                .contains("<code>mirror accept second 0123456789ab --why &#39;…&#39;</code>");
        assertThat(html.indexOf("Needs an operator")).isLessThan(html.indexOf("id=\"mirrors\""));
    }

    @Test
    void shouldSaySinceWhenUpstreamIsSilent() {
        assertThat(site(SampleMirrors.silent("stable")).html(PageKind.OVERVIEW))
                .contains("Upstream silent since 29 Nov 2026, 01:55 UTC", "mirror poll stable");
    }

    @Test
    void shouldCountWhatIsMissing() {
        assertThat(site(SampleMirrors.incomplete("stable")).html(PageKind.OVERVIEW))
                .contains("href=\"../ui/mirrors/stable/failures\">"
                        + "Incomplete: 1 file failed, 1 version withheld, 1 stream left out</a>");
    }

    @Test
    void shouldKeepReasonsAndSourcesFromThePublic() {
        SampleSiteState state = site(SampleMirrors.silent("stable"));

        assertThat(state.html(PageKind.MIRROR)).doesNotContain("upstream.example");
        assertThat(state.html(PageKind.MIRROR, Audience.OPERATORS))
                .contains("no answer from http://upstream.example/stable", "http://upstream.example/stable</code>");
    }

    @Test
    void shouldGiveTheStepsForMaasWithTheAddressOfThisMirror() {
        String html = site(SampleMirrors.upToDate("stable")).html(PageKind.OVERVIEW);

        assertThat(html)
                .contains("http://mirror.example:8080/maas/stable/</code>")
                .contains("url=http://mirror.example:8080/maas/stable/ keyring_filename= keyring_data@=mirror.gpg")
                .contains("keyring_filename=/var/snap/maas/common/mirror.gpg")
                .contains("MAAS 3.4 to 3.8");
    }

    @ParameterizedTest
    @CsvSource({
        "3.4, 3.7, MAAS 3.4 to 3.7</h3>, keyring_data@=mirror.gpg, keyring_filename=/var",
        "3.8, 4.0, MAAS 3.8 to 4.0</h3>, keyring_filename=/var, keyring_data@=mirror.gpg"
    })
    void shouldGiveOnlyTheStepsForReleasesThatReadTheMirror(
            String oldest, String newest, String heading, String shown, String hidden) {
        String html =
                site(SampleMirrors.upToDate("stable")).readBy(oldest, newest).html(PageKind.OVERVIEW);

        assertThat(html).contains(heading, shown).doesNotContain(hidden);
    }

    @Test
    void shouldRenderTheFragmentByItself() {
        SampleSiteState state = site(SampleMirrors.upToDate("stable"));

        String part = text(state, Map.of("fragment", "live"));

        assertThat(part).startsWith("<div id=\"live\"").doesNotContain("<html", "Point MAAS at it");
        assertThat(state.html(PageKind.OVERVIEW)).contains(part.strip());
        assertThat(state.ask(PageKind.OVERVIEW, Audience.PUBLIC, Map.of("fragment", "<x>"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void shouldShowTwentyMirrorsInOneLineEach() {
        String[] mirrors = IntStream.rangeClosed(1, 20)
                .mapToObj(number -> SampleMirrors.upToDate("mirror-" + number))
                .toArray(String[]::new);

        String html = site(mirrors).html(PageKind.OVERVIEW);

        assertThat(html).contains("All 20 mirrors are up to date");
        assertThat(html.length()).isLessThan(40_000);
    }

    @ParameterizedTest
    @EnumSource(
            value = PageKind.class,
            names = {"OVERVIEW", "MIRROR", "FAILURES"})
    void shouldRenderHostileNamesHarmlessly(PageKind kind) {
        String evil = "<script>alert(1)</script>\u202e";
        SampleSiteState state = site(SampleMirrors.hostile("stable")).saying(List.of(evil), List.of(evil));

        for (Audience audience : Audience.values()) {
            String html = state.html(kind, audience);
            assertThat(html).doesNotContain("<script>alert", "<img src=x", "\u202e", "\u0007");
            assertThat(html.length()).isLessThan(40_000);
        }
    }

    @Test
    void shouldCutLongReasonsOnTheOverviewAndShowThemAmongFailures() {
        SampleSiteState state = site(SampleMirrors.hostile("stable"));

        assertThat(state.html(PageKind.OVERVIEW, Audience.OPERATORS)).doesNotContain("x".repeat(300));
        assertThat(state.html(PageKind.FAILURES, Audience.OPERATORS)).contains("x".repeat(300));
    }

    @Test
    void shouldShowOrdersWithTheCommandThatEndsThem() {
        SampleSiteState state = site(SampleMirrors.onHold("stable"));

        assertThat(state.html(PageKind.FAILURES))
                .contains(
                        "mirror release stable --only hold", "mirror unpin stable com.ubuntu.maas.stable:v3:boot:24.04")
                .doesNotContain("alice", "does not boot");
        assertThat(state.html(PageKind.FAILURES, Audience.OPERATORS)).contains("alice@example.com", "does not boot");
    }

    @Test
    void shouldSayThatNothingFails() {
        assertThat(site(SampleMirrors.upToDate("stable")).html(PageKind.FAILURES))
                .contains("Nothing fails, nothing is held");
        assertThat(site(SampleMirrors.incomplete("stable")).html(PageKind.FAILURES))
                .contains("boot-initrd", "within four minutes", "withheld", "left out", "delayed", "5 Dec 2026");
    }

    private static SampleSiteState site(String... mirrors) {
        return SampleSiteState.of(List.of(mirrors), List.of());
    }

    private static String text(SampleSiteState state, Map<String, String> query) {
        return new String(state.ask(PageKind.OVERVIEW, Audience.PUBLIC, query).body(), StandardCharsets.UTF_8);
    }
}
