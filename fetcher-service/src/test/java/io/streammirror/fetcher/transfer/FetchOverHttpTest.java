package io.streammirror.fetcher.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.fetcher.meter.RetryCause;
import io.streammirror.fetcher.source.HostConnections;
import io.streammirror.fetcher.source.HttpSourceReader;
import io.streammirror.fetcher.source.ItemCredentials;
import io.streammirror.fetcher.source.LoopbackOrigin;
import io.streammirror.fetcher.source.LoopbackOrigin.Reply;
import io.streammirror.fetcher.transfer.Outcome.Stored;
import io.streammirror.http.EnvironmentProxies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FetchOverHttpTest extends FetchFixture {
    private static final byte[] ITEM = randomBytes(300_000);
    private static final String ETAG = "\"1\"";

    private final LoopbackOrigin origin = new LoopbackOrigin();
    private final BlobFetcher overHttp = fetch(
            "over-http",
            new HttpSourceReader(
                    Duration.ofSeconds(30),
                    0,
                    8,
                    false,
                    ItemCredentials.NONE,
                    EnvironmentProxies.NONE,
                    Clock.systemUTC()),
            new HostConnections(8));

    @AfterEach
    void stopOrigin() {
        origin.close();
    }

    @Test
    void shouldResumeAtOffsetWhenConnectionIsCut() throws Exception {
        origin.reply(Reply.cut(ITEM, ETAG, 100_000), Reply.ranged(ITEM, ETAG));

        Outcome outcome = overHttp.fetch(request(ITEM, Map.of(), origin.item()), true, observer);

        assertThat(outcome).isEqualTo(new Stored(ITEM.length));
        assertThat(origin.ranges()).containsExactly("none", "bytes=100000-");
        assertThat(observer.retries()).containsExactly(RetryCause.CONNECTION);
        assertStored(ITEM);
    }

    @Test
    void shouldNotTellOpenPortsFromClosedOnesAfterRedirect() throws Exception {
        String closed = reasonAfterRedirectTo(closedPort());
        String web;
        try (var other = new LoopbackOrigin()) {
            other.replyAlways(Reply.status(403, Map.of()));
            web = reasonAfterRedirectTo(other.item().getPort());
        }
        String silent;
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            uploads.execute(() -> hangUpOnAll(listening));
            silent = reasonAfterRedirectTo(listening.getLocalPort());
        }

        assertThat(List.of(web, silent)).containsOnly(closed);
    }

    private String reasonAfterRedirectTo(int port) throws Exception {
        origin.replyAlways(Reply.status(302, Map.of("Location", "http://127.0.0.1:" + port + "/x")));
        Outcome outcome = overHttp.fetch(request(ITEM, Map.of(), origin.item()), true, observer);
        return ((Outcome.Failed) outcome).reason();
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void hangUpOnAll(ServerSocket listening) {
        try {
            while (true) {
                listening.accept().close();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }
}
