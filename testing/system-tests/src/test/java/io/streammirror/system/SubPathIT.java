package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A mirror behind a reverse proxy with a path of its own: readers, links and lint stay below it. */
@OnSharedStack
final class SubPathIT {
    private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]+)\"");

    /** The listing of the small mirror has some ten pages. */
    private static final int MAX_PAGES = 100;

    @RegisterExtension
    private final Runs runs = new Runs();

    private final SharedStack stack;

    SubPathIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void shouldReachEveryFileByLinksBelowThePrefix() {
        var proxy = runs.own(new StrippingProxy(stack.ports().site()));
        URI base = proxy.site().resolve(Configuration.servedAt("topicless") + "/");
        Set<String> reached = walk(base);

        assertThat(reached).allSatisfy(url -> assertThat(url).startsWith(base.toString()));
        try (PublishedTree tree = stack.tree("topicless")) {
            assertThat(reached)
                    .containsAll(tree.items(tree.index()).stream()
                            .map(item -> base + item.path())
                            .collect(Collectors.toSet()))
                    .contains(base + "streams/v1/index.sjson");
        }
    }

    @Test
    void shouldLeadBaseWithoutSlashToPageBelowThePrefix() {
        var proxy = runs.own(new StrippingProxy(stack.ports().site()));
        URI bare = proxy.site().resolve(Configuration.servedAt("topicless"));

        HttpResponse<byte[]> answer = new Web().get(bare);

        if (answer.statusCode() != 200) {
            assertThat(answer.statusCode()).isBetween(301, 308);
            URI led = bare.resolve(answer.headers().firstValue("Location").orElseThrow());
            assertThat(led).isEqualTo(URI.create(bare + "/"));
        }
    }

    @Test
    void shouldLintThroughThePrefix(@TempDir Path directory) throws Exception {
        var proxy = runs.own(new StrippingProxy(stack.ports().site()));
        Path ring = Files.write(
                directory.resolve("mirror.gpg"), new Web().body(proxy.site().resolve("keys/mirror.gpg")));

        MirrorProcess lint = runs.own(MirrorProcess.command(
                directory,
                "lint",
                "--keyring",
                ring.toString(),
                proxy.site().resolve(Configuration.servedAt("topicless") + "/").toString()));

        assertThat(lint.awaitExit()).as(lint.out() + lint.err()).isZero();
    }

    /** As {@code wget -r -np} does. */
    private static Set<String> walk(URI base) {
        var web = new Web();
        var reached = new TreeSet<String>();
        var open = new ArrayDeque<>(List.of(base));
        for (int pages = 0; !open.isEmpty() && pages < MAX_PAGES; pages++) {
            URI url = open.remove();
            HttpResponse<byte[]> answer = web.get(url);
            assertThat(answer.statusCode()).as(url.toString()).isEqualTo(200);
            reached.add(url.toString());
            boolean isPage =
                    answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
            Matcher links = LINK.matcher(isPage ? new String(answer.body(), StandardCharsets.UTF_8) : "");
            while (links.find()) {
                URI next = url.resolve(links.group(1));
                boolean below = next.toString().startsWith(base.toString());
                if (below && !reached.contains(next.toString()) && !open.contains(next)) {
                    open.add(next);
                }
            }
        }
        return reached;
    }
}
