package io.streammirror.fetcher.source;

import io.streammirror.http.BadRedirectException;
import io.streammirror.http.HttpAuthority;
import io.streammirror.http.RedirectChain;
import io.streammirror.http.RedirectRefusedException;
import io.streammirror.mirror.MirrorName;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A GET that follows a few redirects: never from HTTPS to HTTP, and never into a nearer network. Credentials go only to
 * the hosts that they belong to.
 *
 * <p>The reason of a failure is public. So it is the same for every failure at a host that the source redirects to:
 * otherwise an upstream could scan ports. The log has the details.
 */
final class HttpSourceRequest implements SourceRequest {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private static final Logger LOG = Logger.getLogger(HttpSourceRequest.class);
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;

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
        RedirectChain chain = reader.redirects(source);
        while (true) {
            URI at = chain.current();
            HttpGet get = begin(at);
            ClassicHttpResponse response = execute(at, get);
            if (!RedirectChain.isRedirect(response.getCode())) {
                noteFailure(at, response.getCode());
                return reader.response(get, response, isElsewhere(at));
            }
            // Reading the body, if any, costs more than a new connection.
            get.cancel();
            follow(chain, response);
        }
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

    private ClassicHttpResponse execute(URI url, HttpGet get) throws IOException {
        try {
            return reader.execute(url, get);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        } catch (IOException e) {
            if (!isElsewhere(url)) {
                throw e;
            }
            LOG.infof("A redirect led to no response source=%s target=%s reason=%s", source, url, e);
            throw new IOException(SourceResponse.NOT_DELIVERED, e);
        }
    }

    /** Another server behind the same name may have the item. */
    private void noteFailure(URI at, int status) {
        if (status == NOT_FOUND || status >= SERVER_ERROR) {
            reader.avoidServer(at);
        }
        if (status >= 400 && isElsewhere(at)) {
            LOG.infof("A redirect led to a refusal source=%s target=%s status=%d", source, at, status);
        }
    }

    /** Whether an address is on another host or port than the source; a change to HTTPS on the same host is not. */
    private boolean isElsewhere(URI url) {
        Optional<HttpAuthority> from = HttpAuthority.of(source);
        Optional<HttpAuthority> to = HttpAuthority.of(url);
        if (from.isEmpty() || to.isEmpty()) {
            return true;
        }
        boolean isSame = place(to.get()).equals(place(from.get()));
        return !isSame && !isSecureFormOf(from.get(), to.get());
    }

    private static boolean isSecureFormOf(HttpAuthority from, HttpAuthority to) {
        return !from.isSecure()
                && from.port() == HTTP_PORT
                && to.isSecure()
                && to.port() == HTTPS_PORT
                && host(from).equals(host(to));
    }

    private static String place(HttpAuthority authority) {
        return authority.scheme() + "://" + host(authority) + ":" + authority.port();
    }

    private static String host(HttpAuthority authority) {
        return authority.host().toLowerCase(Locale.ROOT);
    }

    private static void follow(RedirectChain chain, ClassicHttpResponse response) throws IOException {
        try {
            chain.follow(
                    Optional.ofNullable(response.getFirstHeader("Location")).map(Header::getValue));
        } catch (RedirectRefusedException e) {
            throw new SourceRefusedException(String.valueOf(e.getMessage()), e);
        } catch (BadRedirectException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
