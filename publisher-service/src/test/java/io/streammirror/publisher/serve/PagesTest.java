package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.publisher.publication.Counts;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.PathEncoding;
import io.streammirror.simplestreams.Sha256;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesTest {
    private static final Sha256 ID = Sha256.of(new byte[0]);

    private final ServedFile file =
            new ServedFile(ID, 455_462_912, "application/octet-stream", true, TestTrees.UPDATED);
    private final MirrorTree mirror = new MirrorTree(
            TestTrees.MIRROR,
            TestTrees.BASE,
            true,
            Optional.of(new ServedPublication(
                    ID,
                    TestTrees.UPDATED,
                    null,
                    new Counts(4, 8, 20),
                    new TreeSet<>(Set.of(new ContentId("site.example.maas:custom:own"))),
                    List.of(),
                    new TreeMap<>(
                            Map.of("jammy/amd64/squashfs", file, "jammy/README", file, "a <b>&\"c\" %/x", file)))),
            List.of());

    @Test
    void shouldNameEachMirrorItsIndexAndTheKeyringOnTheFrontPage() {
        var remarks = new GivenRemarks(List.of("Held <since> noon."), List.of("Promoted from <staging>."));

        String html = Pages.front(new ServedTree(1, List.of(mirror), Map.of()), remarks);

        assertThat(html)
                .contains("maas-stable", "href=\"./maas/stable/streams/v1/index.sjson\"", "href=\"./keys/mirror.gpg\"")
                .contains("4 products, 8 versions, 20 items")
                .contains("<p class=\"quiet\">Own images, not upstream&#39;s, in site.example.maas:custom:own.</p>")
                .contains("<p class=\"quiet\">Promoted from &lt;staging&gt;.</p>")
                .contains("<p class=\"warning\">Held &lt;since&gt; noon.</p>");
    }

    @Test
    void shouldListEachChildOfADirectoryOnce() {
        String html = Pages.directory(
                mirror, "jammy/", true, mirror.directory("jammy/").orElseThrow());

        assertThat(html)
                .contains("<a href=\"./amd64/\">amd64/</a>")
                .contains("<a href=\"./README\">README</a></td><td>455.5 MB")
                .contains("<a href=\"../\">..</a>")
                .doesNotContain("squashfs");
    }

    @Test
    void shouldEscapeNamesInTextAndInLinks() {
        String html = Pages.directory(mirror, "", true, mirror.directory("").orElseThrow());

        assertThat(html)
                .contains("<a href=\"./a%20%3Cb%3E&amp;%22c%22%20%25/\">a &lt;b&gt;&amp;&quot;c&quot; %/</a>")
                .doesNotContain("<b>");
    }

    @Test
    void shouldHaveNoListingOfWhatIsNoDirectory() {
        assertThat(mirror.directory("jam/")).isEmpty();
        assertThat(mirror.directory("jammy/README/")).isEmpty();
    }

    /** As a client does that resolves each link against the address of the page, behind a proxy or not. */
    @ParameterizedTest
    @CsvSource({
        "http://site, /maas/stable/, '', true",
        "http://site/mirrors/maas, /maas/stable/, '', true",
        "http://site/mirrors/maas, /maas/stable, '', false",
        "http://site/mirrors/maas, /maas/stable/jammy/, jammy/, true",
        "http://site/mirrors/maas, /maas/stable/jammy/amd64/, jammy/amd64/, true",
    })
    void shouldLinkToEveryFileBelowWhereverTheTreeIsServed(String site, String page, String path, boolean slash) {
        String html =
                Pages.directory(mirror, path, slash, mirror.directory(path).orElseThrow());

        List<String> links = Pattern.compile("href=\"([^\"]+)\"")
                .matcher(html)
                .results()
                .map(link -> URI.create(site + page)
                        .resolve(link.group(1).replace("&amp;", "&"))
                        .toString())
                .toList();

        assertThat(links.subList(0, 2)).containsExactly(site + "/", site + "/maas/stable/");
        assertThat(links.get(2)).isEqualTo(path.isEmpty() ? site + "/" : site + page.replaceFirst("[^/]+/$", ""));
        mirror.directory(path).orElseThrow().children().keySet().stream()
                .map(child -> site + "/maas/stable/" + PathEncoding.encode(path + child))
                .forEach(child -> assertThat(links).contains(child));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.0 kB", "1500000, 1.5 MB", "9000000000000000, 9000.0 TB"})
    void shouldShowSizesInPowersOfTen(long bytes, String text) {
        assertThat(Pages.size(bytes)).isEqualTo(text);
    }
}
