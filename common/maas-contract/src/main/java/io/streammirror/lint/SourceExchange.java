package io.streammirror.lint;

import io.streammirror.http.BadRedirectException;
import io.streammirror.http.HttpTransport;
import io.streammirror.http.RedirectChain;
import io.streammirror.http.RedirectPolicy;
import io.streammirror.http.RedirectRefusedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** One request of lint with its redirects, which another thread can cancel. */
final class SourceExchange implements AutoCloseable {
    private final HttpTransport transport;
    private final String method;
    private final Duration idleTimeout;
    private @Nullable HttpUriRequestBase current;
    private @Nullable ClassicHttpResponse response;
    private boolean cancelled;

    /**
     * @param idleTimeout the longest silence before the response, and between any two bytes of it
     */
    SourceExchange(HttpTransport transport, String method, Duration idleTimeout) {
        this.transport = transport;
        this.method = method;
        this.idleTimeout = idleTimeout;
    }

    /** The response of an address itself. */
    ClassicHttpResponse send(URI url) throws IOException {
        ClassicHttpResponse next = transport.send(url, begin(url));
        response = next;
        return next;
    }

    /** The response where the redirects end; the last redirect where they lead nowhere, or from HTTPS to HTTP. */
    ClassicHttpResponse sendFollowing(URI url) throws IOException {
        var chain = new RedirectChain(url, RedirectPolicy.anyNetwork());
        while (true) {
            ClassicHttpResponse next = send(chain.current());
            if (!RedirectChain.isRedirect(next.getCode())) {
                return next;
            }
            try {
                chain.follow(
                        Optional.ofNullable(next.getFirstHeader("Location")).map(Header::getValue));
            } catch (RedirectRefusedException | BadRedirectException e) {
                return next;
            }
            close();
        }
    }

    private synchronized HttpUriRequestBase begin(URI url) throws InterruptedIOException {
        if (cancelled) {
            throw new InterruptedIOException("cancelled");
        }
        var request = new HttpUriRequestBase(method, url);
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(idleTimeout))
                .setResponseTimeout(Timeout.of(idleTimeout))
                .build());
        current = request;
        return request;
    }

    /** Ends this exchange from another thread, whatever it waits for. */
    synchronized void cancel() {
        cancelled = true;
        if (current != null) {
            current.cancel();
        }
    }

    /** Keeps the connection only if the response was read to its end. */
    @Override
    public void close() {
        HttpUriRequestBase request = current;
        ClassicHttpResponse last = response;
        if (request != null && last != null) {
            HttpTransport.end(request, last);
        }
    }
}
