package io.streammirror.publisher.page.readers;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.page.Audience;
import io.streammirror.publisher.page.PageAddress;
import io.streammirror.publisher.page.PageKind;
import io.streammirror.publisher.page.PageRequest;
import io.streammirror.publisher.page.PageService;
import io.streammirror.publisher.page.SampleReaders;
import io.streammirror.publisher.page.SitePage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReadersPageTest {
    private static final String MIRROR = "maas-stable";

    @Test
    void shouldShowThePublicCountsAndWordsAlone() {
        assertThat(html(SampleReaders.of(MIRROR), Audience.PUBLIC))
                .contains("2 readers refuse this mirror", "mirror readers")
                .contains("<td class=\"number\">1</td><td class=\"number\">1</td><td class=\"number\">2</td>"
                        + "<td class=\"number\">1</td>")
                .doesNotContain("192.0.2.", "2001:db8", "maas/3", "alert(1)");
    }

    @Test
    void shouldShowOperatorsEachReaderAndEscapeItsNames() {
        assertThat(html(SampleReaders.of(MIRROR), Audience.OPERATORS))
                .contains("192.0.2.40", "Refuses the index: give it the keyring of this mirror.")
                .contains("It accepted key 0123456789AB before.")
                .contains("2001:db8:1234:5678:9abc:def0:1234:5678", "1 taken, 0 broken off, 0 not asked for")
                .contains("Clients that found no mirror", "192.0.2.60")
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert", "\u202e");
    }

    @Test
    void shouldShowThoseThatRefuseFirst() {
        String html = html(SampleReaders.of(MIRROR), Audience.OPERATORS);

        assertThat(html.indexOf("192.0.2.40")).isLessThan(html.indexOf("192.0.2.20"));
        assertThat(html.indexOf("192.0.2.20")).isLessThan(html.indexOf("192.0.2.30"));
        assertThat(html.indexOf("192.0.2.30")).isLessThan(html.indexOf("2001:db8"));
    }

    private static String html(SitePage page, Audience audience) {
        try (var service = new PageService(Set.of(new MirrorName(MIRROR)), List.of(page))) {
            var request = new PageRequest(
                    audience,
                    new PageAddress(PageKind.READERS, Optional.empty()),
                    new TreeMap<>(),
                    "../",
                    "http://mirror.example:8080",
                    "127.0.0.1");
            return new String(service.page(request).toCompletableFuture().join().body(), StandardCharsets.UTF_8);
        }
    }
}
