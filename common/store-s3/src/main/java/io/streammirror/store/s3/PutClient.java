package io.streammirror.store.s3;

import io.streammirror.store.StoreTimeouts;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** PUTs over kept connections: one try each, no redirects, and nothing between the buffer and the socket but TLS. */
final class PutClient implements AutoCloseable {
    /** The memory for parts bounds how many are on their way, not this. */
    private static final int CONNECTIONS = 1024;

    /** Stores close idle connections when they like; looking costs nothing against sending a part into a closed one. */
    private static final TimeValue LOOK_AFTER_IDLE = TimeValue.ofMilliseconds(500);

    /**
     * A socket with a timeout for reading is not a blocking one any more, and each write costs the kernel half as much again; the
     * timeout would not end a write that stands still anyway.
     */
    private static final Timeout WATCHED_INSTEAD = Timeout.DISABLED;

    private static final int LONGEST_ERROR = 4096;

    private final CloseableHttpClient client;
    private final UploadWatch watch;

    /** A client that asks the system for addresses. */
    PutClient(StoreTimeouts timeouts) {
        this(timeouts, SystemDefaultDnsResolver.INSTANCE, CONNECTIONS);
    }

    PutClient(StoreTimeouts timeouts, DnsResolver names, int maxConnections) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setMaxConnPerRoute(maxConnections)
                .setMaxConnTotal(maxConnections)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        // A store that refuses answers before it has read the body: hear it while sending.
                        .responseOutOfOrderStrategy((request, connection, in, sent, next) -> in.available() > 0)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(timeouts.connect()))
                        .setSocketTimeout(WATCHED_INSTEAD)
                        .setValidateAfterInactivity(LOOK_AFTER_IDLE)
                        .build())
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(WATCHED_INSTEAD)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("stream-mirror")
                .build();
        this.watch = new UploadWatch(timeouts.idle());
    }

    /**
     * Sends the bytes and answers the ETag without its quotes.
     *
     * @throws S3ErrorException when the store answers with an error
     * @throws IOException when it does not answer, or when no byte moves for the idle time
     * @throws InterruptedException when the thread is interrupted meanwhile; the connection is closed then
     */
    String put(URI uri, Map<String, String> headers, ByteBuffer bytes) throws Exception {
        var request = new HttpPut(uri);
        headers.forEach(request::setHeader);
        try (UploadWatch.Watched watched = watch.over(request::cancel)) {
            request.setEntity(new BufferEntity(bytes, watched::moved));
            return etag(execute(request, watched));
        }
    }

    private Answer execute(HttpPut request, UploadWatch.Watched watched) throws Exception {
        try {
            return client.execute(request, PutClient::answer);
        } catch (IOException | IllegalStateException e) {
            // The second one, CancellationException too, if it was cancelled before it was connected.
            watched.explain();
            throw e;
        }
    }

    /**
     * A response of the store.
     *
     * @param code S3's name of the error; empty when all is well
     */
    private record Answer(int status, @Nullable String etag, String code) {}

    private static Answer answer(ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        Header etag = response.getFirstHeader("ETag");
        boolean good = status >= 200 && status <= 299;
        return new Answer(status, etag == null ? null : etag.getValue(), good ? "" : errorCode(response.getEntity()));
    }

    private static String etag(Answer answer) throws Exception {
        if (answer.status() < 200 || answer.status() > 299) {
            throw new S3ErrorException(answer.status(), answer.code());
        }
        if (answer.etag() == null) {
            throw new IOException("the answer has no ETag");
        }
        return answer.etag().replace("\"", "");
    }

    private static String errorCode(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return "";
        }
        try (InputStream in = entity.getContent()) {
            return S3ErrorException.code(new String(in.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        watch.close();
        client.close(CloseMode.GRACEFUL);
    }
}
