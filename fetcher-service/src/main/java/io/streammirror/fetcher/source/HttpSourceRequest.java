package io.streammirror.fetcher.source;

import io.streammirror.mirror.MirrorName;
import io.streammirror.upstream.Redirects;
import io.streammirror.upstream.UpstreamException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/** A GET that follows a few redirects, never from HTTPS to HTTP; credentials go only to the hosts that they belong to. */
final class HttpSourceRequest implements SourceRequest {
    private final HttpSourceReader reader;
    private final URI source;
    private final RangeRequest range;
    private final Collection<MirrorName> mirrors;
    private @Nullable HttpGet current;
    private boolean cancelled;

    HttpSourceRequest(HttpSourceReader reader, URI source, RangeRequest range, Collection<MirrorName> mirrors) {
        this.reader = reader;
        this.source = source;
        this.range = range;
        this.mirrors = mirrors;
    }

    @Override
    public SourceResponse send() throws IOException {
        URI at = source;
        for (int redirects = 0; redirects <= Redirects.MOST; redirects++) {
            HttpGet get = begin(at);
            ClassicHttpResponse response = reader.execute(at, get);
            if (!Redirects.isRedirect(response.getCode())) {
                return reader.response(get, response);
            }
            // Reading the body, if any, costs more than a new connection.
            get.cancel();
            at = next(at, response);
        }
        throw new IOException("redirects more than " + Redirects.MOST + " times, the last time to " + at);
    }

    @Override
    public synchronized void cancel() {
        cancelled = true;
        if (current != null) {
            current.cancel();
        }
    }

    private synchronized HttpGet begin(URI url) throws IOException {
        if (cancelled) {
            throw new InterruptedIOException("cancelled");
        }
        try {
            HttpGet get = reader.get(url, range, mirrors);
            current = get;
            return get;
        } catch (IllegalArgumentException e) {
            throw new IOException("not an HTTP address: " + e.getMessage(), e);
        }
    }

    private static URI next(URI from, ClassicHttpResponse response) throws IOException {
        try {
            return Redirects.next(
                    from,
                    Optional.ofNullable(response.getFirstHeader("Location")).map(Header::getValue));
        } catch (UpstreamException.Refused e) {
            throw new SourceRefusedException(String.valueOf(e.getMessage()), e);
        } catch (UpstreamException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
