package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.streammirror.publisher.serve.BrowserPages.Appearance;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests of pages in one browser, which is Debian's chromium; skipped where there is none. */
abstract class InBrowser {
    static BrowserPages browser;

    @BeforeAll
    static void openBrowser() throws Exception {
        Optional<Path> chromium = BrowserPages.chromium();
        assumeTrue(chromium.isPresent(), "Debian's package chromium");
        browser = new BrowserPages(chromium.get());
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    static String url(PublicServer server, String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    /** Inspects a page in these appearances; only a page that does not exist may be missing. */
    static void inspect(String label, String url, Appearance... appearances) throws Exception {
        browser.inspect(label, url, appearances);

        assertThat(browser.complaints().stream().filter(complaint -> !complaint.contains("404")))
                .isEmpty();
    }
}
