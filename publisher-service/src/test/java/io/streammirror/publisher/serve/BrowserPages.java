package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Debian's chromium, which looks at pages in all ways that readers have set. */
final class BrowserPages implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int WIDE = 1280;
    private static final int NARROW = 320;
    private static final int HEIGHT = 900;

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    /** One way to look at a page. */
    enum Appearance {
        LIGHT(ColorScheme.LIGHT, ForcedColors.NONE, WIDE),
        LIGHT_NARROW(ColorScheme.LIGHT, ForcedColors.NONE, NARROW),
        DARK(ColorScheme.DARK, ForcedColors.NONE, WIDE),
        DARK_NARROW(ColorScheme.DARK, ForcedColors.NONE, NARROW),
        FORCED(ColorScheme.LIGHT, ForcedColors.ACTIVE, WIDE),
        FORCED_NARROW(ColorScheme.LIGHT, ForcedColors.ACTIVE, NARROW);

        private final ColorScheme scheme;
        private final ForcedColors forced;
        private final int width;

        Appearance(ColorScheme scheme, ForcedColors forced, int width) {
            this.scheme = scheme;
            this.forced = forced;
            this.width = width;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** All but {@link #LIGHT}: a build looks at each page once, soaks at the rest. */
        static Appearance[] others() {
            return EnumSet.complementOf(EnumSet.of(LIGHT)).toArray(Appearance[]::new);
        }
    }

    BrowserPages(Path chromium) {
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    /** The browser's program; empty where there is none. */
    static Optional<Path> chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A page in one appearance. What the browser complains about, such as a breach of the policy, is kept. */
    Page open(String url, Appearance appearance, boolean script) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setColorScheme(appearance.scheme)
                .setForcedColors(appearance.forced)
                .setViewportSize(appearance.width, HEIGHT)
                .setJavaScriptEnabled(script));
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(url + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(url + ": " + error));
        page.navigate(url);
        return page;
    }

    /** The complaints of the browser so far. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Looks at a page in some appearances, keeps what it looks like, and finds it accessible. */
    void inspect(String name, String url, Appearance... appearances) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        try (Page page = open(url, appearances[0], true)) {
            for (Appearance appearance : appearances) {
                page.emulateMedia(new Page.EmulateMediaOptions()
                        .setColorScheme(appearance.scheme)
                        .setForcedColors(appearance.forced));
                page.setViewportSize(appearance.width, HEIGHT);
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(SCREENSHOTS.resolve(name + "-" + appearance.label() + ".png")));
                assertThat(accessibility(page)).as("%s %s", name, appearance).isEmpty();
                assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                        .as("%s %s scrolls sideways", name, appearance)
                        .isLessThanOrEqualTo(appearance.width);
            }
        }
    }

    /** WCAG 2.2 AA and best practices. */
    private static List<String> accessibility(Page page) {
        AxeResults results = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze();
        return results.getViolations().stream()
                .map(rule -> rule.getId() + ": "
                        + rule.getNodes().stream().map(node -> node.getHtml()).collect(Collectors.joining(" | ")))
                .toList();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
