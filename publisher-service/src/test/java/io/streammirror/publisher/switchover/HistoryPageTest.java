package io.streammirror.publisher.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.publisher.page.Audience;
import io.streammirror.publisher.page.PageAddress;
import io.streammirror.publisher.page.PageAnswer;
import io.streammirror.publisher.page.PageKind;
import io.streammirror.publisher.page.PageRequest;
import io.streammirror.publisher.page.PageService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class HistoryPageTest {
    private static final PageService SERVICE =
            new PageService(Set.of(PublishedHistory.NAME), List.of(new PublishedHistory().page()));

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void shouldListPublicationsAndDecisionsNewestFirst() {
        String html = html(Audience.PUBLIC, Map.of());

        assertThat(Pattern.compile("name=\"from\"").matcher(html).results()).hasSize(3);
        assertThat(html).containsOnlyOnce("<span>live</span>").contains("On hold");
        assertThat(html.indexOf("On hold")).isLessThan(html.indexOf("Publication "));
    }

    @Test
    void shouldNamePeopleAndReasonsOnTheManagementPortOnly() {
        assertThat(html(Audience.PUBLIC, Map.of())).doesNotContain("alice", "freeze");
        assertThat(html(Audience.OPERATORS, Map.of())).contains("alice &lt;script&gt;", "freeze &amp; wait");
    }

    @Test
    void shouldCompareTwoPublications() {
        String html = html(Audience.PUBLIC, Map.of());
        List<String> ids = Pattern.compile("name=\"from\" value=\"([0-9a-f]{12})\"")
                .matcher(html)
                .results()
                .map(id -> id.group(1))
                .toList();

        String difference = html(Audience.PUBLIC, Map.of("from", ids.get(2), "to", ids.get(0)));

        assertThat(difference)
                .contains("From <code>" + ids.get(2), "20261128", "added", "Download as JSON")
                .contains("api/v1/mirrors/maas-stable/diff?from=" + ids.get(2) + "&amp;to=" + ids.get(0));
    }

    @Test
    void shouldNotCompareAgainWhenAPartIsRefreshed() {
        String page = html(Audience.PUBLIC, Map.of("from", "ffffffffffff"));
        String part = html(Audience.PUBLIC, Map.of("from", "ffffffffffff", "fragment", "live"));

        assertThat(page).contains("hx-get=\"?fragment=live&amp;from=ffffffffffff\"", part.strip());
        assertThat(part).startsWith("<div id=\"live\"").contains("On hold").doesNotContain("is kept");
    }

    @Test
    void shouldSayHowOldAnAnswerMayBe() {
        assertThat(html(Audience.PUBLIC, Map.of())).contains("data-age-seconds=\"10\"");
    }

    @Test
    void shouldSayWhichPublicationIsNotKept() {
        assertThat(html(Audience.PUBLIC, Map.of("from", "ffffffffffff")))
                .contains("no publication ffffffffffff is kept");
        assertThat(html(Audience.PUBLIC, Map.of("from", "<script>"))).contains("a publication is named by its id");
    }

    @Test
    void shouldShowOlderDecisionsOnAnotherPage() {
        assertThat(html(Audience.PUBLIC, Map.of("before", "3"))).doesNotContain("On hold");
        assertThat(html(Audience.PUBLIC, Map.of("before", "1"))).contains("There are no older decisions here.");
    }

    private static String html(Audience audience, Map<String, String> query) {
        var request = new PageRequest(
                audience,
                PageAddress.of(PageKind.HISTORY, PublishedHistory.NAME),
                new TreeMap<>(query),
                "../../../",
                "http://mirror.example:8080",
                "127.0.0.1");
        PageAnswer answer = SERVICE.page(request).toCompletableFuture().join();
        assertThat(answer.status()).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
