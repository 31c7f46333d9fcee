package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.simplestreams.PathEncoding;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages as they come over the wire: headers, links, files of theirs, and names that are hostile. */
class SitePagesTest {
    private static final String HOSTILE = "jammy/a <b>&\"c\" %";
    private static PublicServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new PublicServer();
        server.serve(TestTrees.publication(
                server.s3(),
                "{}",
                Map.of("jammy/amd64/squashfs", new byte[1500], "jammy/README", new byte[1], HOSTILE, new byte[1])));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/maas/stable/", "/maas/stable"})
    void shouldLetAPageLoadNothingFromElsewhere(String path) throws Exception {
        HttpResponse<byte[]> page = server.get(path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(policy -> assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(html(page)).doesNotContain("http://", "style=", "<style").doesNotContainPattern(" on[a-z]+=");
    }

    @Test
    void shouldAnswer304WhenThePageIsTheSame() throws Exception {
        HttpResponse<byte[]> page = server.get("/");

        HttpResponse<byte[]> again = server.get(
                "/", "If-None-Match", page.headers().firstValue("ETag").orElseThrow());

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void shouldServeFilesOfPagesForEver() throws Exception {
        List<String> files = links(html(server.get("/")), "(?:src|href)=\"([^\"]*assets/[^\"]+)\"");

        assertThat(files).hasSizeGreaterThanOrEqualTo(5);
        for (String file : files) {
            HttpResponse<byte[]> answer =
                    server.get(URI.create("http://site/").resolve(file).getPath());
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
        assertThat(server.get("/ui/assets/0000000000000000/style.css").statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldAnswerHeadOfAPageWithoutItsBody() throws Exception {
        HttpResponse<byte[]> head = server.send("HEAD", "/");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length"))
                .contains(String.valueOf(server.get("/").body().length));
    }

    @Test
    void shouldShowBrowsersAPageAndMachinesALineWhenNothingIsThere() throws Exception {
        HttpResponse<byte[]> browser = server.get("/nothing/here", "Accept", "text/html,application/xhtml+xml");
        HttpResponse<byte[]> machine = server.get("/nothing/here");

        assertThat(browser.statusCode()).isEqualTo(404);
        assertThat(html(browser)).contains("<h1>Not found</h1>", "href=\"../\"");
        assertThat(machine.statusCode()).isEqualTo(404);
        assertThat(html(machine)).isEqualTo("Not found.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ui/",
                "/ui/nothing",
                "/ui/mirrors",
                "/ui/mirrors/other",
                "/ui/mirrors/maas-stable/other",
                "/ui/mirrors/..%2f",
                "/ui/mirrors/%3Cscript%3E/images"
            })
    void shouldAnswer404ForPagesThatThereAreNot(String path) throws Exception {
        assertThat(server.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldShowAPageWhateverTheQueryIs() throws Exception {
        assertThat(html(server.get("/?q=%3Cscript%3Ealert(1)%3C/script%3E")))
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
        assertThat(server.rawStatus("/?q=%zz&%")).isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void shouldListEachChildOfADirectoryOnce() throws Exception {
        String page = html(server.get("/maas/stable/jammy/"));

        assertThat(page)
                .contains("href=\"../../../maas/stable/jammy/amd64/\">amd64/</a>")
                .contains("README</a></th><td class=\"number\">1 B</td>")
                .doesNotContain("squashfs");
    }

    @Test
    void shouldEscapeNamesInTextAndInLinks() throws Exception {
        assertThat(html(server.get("/maas/stable/jammy/")))
                .contains("jammy/a%20%3Cb%3E&amp;%22c%22%20%25\">a &lt;b&gt;&amp;&quot;c&quot; %</a>")
                .doesNotContain("<b>");
    }

    /** As a browser does that resolves each link against the address of the page, behind a proxy or not. */
    @ParameterizedTest
    @CsvSource({
        "http://site, /maas/stable/, ''",
        "http://site/mirrors/maas, /maas/stable/, ''",
        "http://site/mirrors/maas, /maas/stable, ''",
        "http://site/mirrors/maas, /maas/stable/jammy/, jammy/",
        "http://site/mirrors/maas, /maas/stable/jammy/amd64/, jammy/amd64/",
    })
    void shouldLinkToEveryFileBelowWhereverTheTreeIsServed(String site, String page, String path) throws Exception {
        List<String> links = links(html(server.get(page)), "href=\"([^\"]+)\"").stream()
                .map(link -> URI.create(site + page)
                        .resolve(link.replace("&amp;", "&"))
                        .toString())
                .toList();

        assertThat(links).contains(site + "/", site + "/maas/stable/", site + "/api/v1/status");
        MirrorTree mirror = server.tree();
        mirror.directory(path).orElseThrow().children().keySet().stream()
                .map(child -> site + "/maas/stable/" + PathEncoding.encode(path + child))
                .forEach(child -> assertThat(links).contains(child));
    }

    private static List<String> links(String html, String pattern) {
        return Pattern.compile(pattern)
                .matcher(html)
                .results()
                .map(link -> link.group(1))
                .toList();
    }

    private static String html(HttpResponse<byte[]> page) {
        return new String(page.body(), StandardCharsets.UTF_8);
    }
}
