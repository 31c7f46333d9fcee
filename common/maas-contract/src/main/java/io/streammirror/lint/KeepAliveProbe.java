package io.streammirror.lint;

import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.HttpOptions;
import io.streammirror.http.HttpTransport;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.impl.Http1StreamListener;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * Asks twice for one document and checks whether the server kept the connection in between.
 *
 * <p>Through a proxy, a plain server's connection is the proxy's, as for every client behind it.
 */
final class KeepAliveProbe implements AutoCloseable {
    private final URI url;
    private final Exchanges exchanges = new Exchanges();
    private final HttpTransport transport;

    KeepAliveProbe(URI url, HttpOptions options, EnvironmentProxies proxies) {
        this.url = url;
        this.transport = new HttpTransport(options, proxies, exchanges);
    }

    /** False when the server closes after its first answer. */
    boolean answersTwice() throws IOException {
        try {
            ask();
            if (exchanges.closed) {
                return false;
            }
            ask();
        } catch (NoHttpResponseException | SocketException e) {
            if (exchanges.answered == 0) {
                throw e;
            }
            return false;
        }
        return exchanges.connections.size() < 2;
    }

    private void ask() throws IOException {
        try (ClassicHttpResponse response = transport.send(url, new HttpGet(url))) {
            EntityUtils.consume(response.getEntity());
        }
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }

    /** Counts the connections; opening a tunnel through a proxy does not count. */
    private static final class Exchanges implements Http1StreamListener {
        private final List<Object> connections = new ArrayList<>();
        private boolean tunnelling;
        private int answered;
        private boolean closed;

        @Override
        public void onRequestHead(HttpConnection connection, HttpRequest request) {
            tunnelling = Method.CONNECT.isSame(request.getMethod());
            if (!tunnelling && !connections.contains(connection.getLocalAddress())) {
                connections.add(connection.getLocalAddress());
            }
        }

        @Override
        public void onResponseHead(HttpConnection connection, HttpResponse response) {
            answered += tunnelling ? 0 : 1;
        }

        @Override
        public void onExchangeComplete(HttpConnection connection, boolean keepAlive) {
            closed |= !keepAlive && !tunnelling;
        }
    }
}
