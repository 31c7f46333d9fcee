package io.streammirror.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.streammirror.store.StoreCredentials;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreTimeouts;
import io.streammirror.store.StoredObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages as stores send them, good and bad ones. */
final class ObjectListingsTest {
    private final Queue<String> pages = new ArrayDeque<>();
    private final List<String> queries = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/bucket", exchange -> {
            queries.add(exchange.getRequestURI().getRawQuery());
            byte[] body = pages.remove().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldContinueWhereStoreSays() {
        pages.add(page("a/b", "<IsTruncated>true</IsTruncated><NextContinuationToken>+/=</NextContinuationToken>"));
        pages.add(page("a/c", "<IsTruncated>false</IsTruncated>"));

        assertThat(keys()).containsExactly("a/b", "a/c");
        assertThat(queries)
                .containsExactly(
                        "list-type=2&encoding-type=url&prefix=a%2F",
                        "list-type=2&encoding-type=url&prefix=a%2F&continuation-token=%2B%2F%3D");
    }

    @Test
    void shouldRefuseListThatEndsEarlyOrNever() {
        pages.add(page("a/b", "<IsTruncated>true</IsTruncated>"));
        assertRefused("does not say where the next begins");

        String same = "<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>";
        pages.add(page("a/b", same));
        pages.add(page("a/c", same));
        assertRefused("does not say where the next begins");
    }

    @Test
    void shouldRefuseListThatIsNotInKeyOrder() {
        pages.add(page("a/c", "<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>"));
        pages.add(page("a/b", "<IsTruncated>false</IsTruncated>"));

        assertRefused("it does not list in key order");
    }

    @Test
    void shouldAskAgainWhenPageIsNotWhole() {
        pages.add("<ListBucketResult><Contents>");
        pages.add(page("a/b", "<IsTruncated>false</IsTruncated>"));

        assertThat(keys()).containsExactly("a/b");
    }

    private void assertRefused(String why) {
        assertThatExceptionOfType(StoreException.class).isThrownBy(this::keys).withMessageContaining(why);
    }

    private static String page(String key, String rest) {
        return "<ListBucketResult>" + rest + "<Contents><Key>" + key
                + "</Key><Size>1</Size></Contents></ListBucketResult>";
    }

    private List<String> keys() {
        var keys = new ArrayList<String>();
        try (var store = new MinioObjectStore(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                "bucket",
                "us-east-1",
                new StoreCredentials("access", "secret"),
                StoreTimeouts.DEFAULT)) {
            store.list("a/", (StoredObject object) -> keys.add(object.key()));
        }
        return keys;
    }
}
