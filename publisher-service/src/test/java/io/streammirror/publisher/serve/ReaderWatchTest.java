package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.streammirror.api.ReaderInfo;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.simplestreams.ItemPath;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReaderWatchTest {
    private static final String BASE = TestTrees.BASE + "/";
    private static final String[] MAAS = {"User-Agent", "maas/3.6.1/g.1"};
    private static final byte[] LARGE = new byte[64 << 20];

    private PublicServer server;
    private String document;

    @BeforeEach
    void start() throws Exception {
        server = new PublicServer();
        Publication publication =
                TestTrees.publication(server.s3(), "{}", Map.of("large", LARGE, "small", new byte[] {1}));
        document = publication.files().keySet().stream()
                .map(ItemPath::value)
                .filter(path -> path.matches(".*\\.[0-9a-f]{12}\\.sjson"))
                .findFirst()
                .orElseThrow();
        server.serve(publication);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldSeeWhichPublicationAClientReads() throws Exception {
        server.get(BASE + "streams/v1/index.sjson", MAAS);
        server.get("/" + BASE + document.replace(":", "%3A"), MAAS);
        server.get(BASE + "small", MAAS);
        server.get(BASE + "nothing", MAAS);
        server.get("/keys/mirror.gpg");

        await().until(() -> server.reader().keyring() != null);
        ReaderInfo reader = server.reader();
        assertThat(reader.address()).isEqualTo("127.0.0.1");
        assertThat(reader.agent()).isEqualTo(MAAS[1]);
        assertThat(reader.read().signer()).isEqualTo(TestTrees.SIGNER);
        assertThat(reader.items()).isEqualTo(new ReaderInfo.Items(1, 0, 1));
        assertThat(reader.notFoundPath()).isEqualTo(BASE + "nothing");
    }

    @Test
    void shouldSeeThatADownloadIsBrokenOff() throws Exception {
        server.get(BASE + "streams/v1/index.sjson", MAAS);
        server.getAndHangUp(BASE + "large", "User-Agent: " + MAAS[1]);

        await().until(() -> server.reader().items().brokenOff() == 1);

        server.get(BASE + "large", MAAS);

        await().until(() -> server.reader().items().taken() == 1);
        assertThat(server.reader().items().brokenOff()).isZero();
    }

    @Test
    void shouldCountPartThatCompletesAnItemAndNoOther() throws Exception {
        server.get(BASE + "streams/v1/index.sjson", MAAS);
        server.get(BASE + "large", MAAS[0], MAAS[1], "Range", "bytes=0-10");
        server.get(BASE + "small", MAAS[0], MAAS[1], "Range", "bytes=0-0");

        await().until(() -> server.reader().items().taken() == 1);
        assertThat(server.reader().items()).isEqualTo(new ReaderInfo.Items(1, 0, 1));
    }

    @Test
    void shouldNotTakeHeadForReading() throws Exception {
        server.get(BASE + "streams/v1/index.sjson", MAAS);
        server.send("HEAD", BASE + document, MAAS);
        server.get(BASE + "small", MAAS);

        await().until(() -> server.reader().items().taken() == 1);
        assertThat(server.reader().read()).isNull();
    }

    @Test
    void shouldRecordRequestAsSpanWithoutAddressAndPath() throws Exception {
        server.get(
                BASE + "small", MAAS[0], MAAS[1], "traceparent", "00-" + "1".repeat(32) + "-" + "2".repeat(16) + "-01");
        server.get(BASE + "nothing", MAAS);

        await().until(() -> server.traces().spans().size() == 2);
        SpanData served = server.traces().spans().get(0);
        assertThat(served.getName()).isEqualTo("serve");
        assertThat(served.getParentSpanContext().isValid()).isFalse();
        assertThat(served.getAttributes().asMap().toString())
                .contains("http.response.status_code=200", "whole=true", "size=1", "sha256=")
                .doesNotContain("127.0.0.1", "small", "maas");
        assertThat(server.traces().spans().get(1).getAttributes().asMap().toString())
                .contains("http.response.status_code=404")
                .doesNotContain("nothing");
    }
}
