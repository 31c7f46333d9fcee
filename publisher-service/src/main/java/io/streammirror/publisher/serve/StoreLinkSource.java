package io.streammirror.publisher.serve;

import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.HttpOptions;
import io.streammirror.http.HttpTransport;
import io.streammirror.publisher.cache.BlobSource;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectReader;
import io.streammirror.store.StoreKeys;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;

/** Blobs for the cache, read from the store by links that the object store port has signed. */
final class StoreLinkSource implements BlobSource, AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** A store that sends nothing for so long is asked again. */
    private static final Duration IDLE = Duration.ofSeconds(3);

    /** Above the number of blobs that the cache reads at a time, so no read waits for a connection. */
    private static final int MAX_CONNECTIONS = 16;

    /** Used at once and only once, so short. */
    private static final Duration LINK_VALIDITY = Duration.ofMinutes(5);

    private final ObjectReader store;
    private final Predicate<Sha256> damaged;
    private final Consumer<Sha256> suspects;
    private final HttpTransport transport =
            new HttpTransport(HttpOptions.of(CONNECT_TIMEOUT, IDLE, MAX_CONNECTIONS), EnvironmentProxies.NONE);

    /**
     * @param damaged blobs of which the store has wrong bytes
     * @param suspects takes those that were read with wrong bytes once
     */
    StoreLinkSource(ObjectReader store, Predicate<Sha256> damaged, Consumer<Sha256> suspects) {
        this.store = store;
        this.damaged = damaged;
        this.suspects = suspects;
    }

    @Override
    public void suspect(Sha256 blob) {
        suspects.accept(blob);
    }

    /** Blocks, and never for longer than the store's silence is borne. */
    @Override
    public InputStream open(Sha256 blob, long offset, long size) throws IOException {
        if (damaged.test(blob)) {
            throw new IOException("the blob is damaged and waits for repair");
        }
        URI link = store.presignedGet(StoreKeys.blob(blob), LINK_VALIDITY);
        var request = new HttpGet(link);
        request.setHeader(HttpHeaders.RANGE, "bytes=" + offset + "-" + (size - 1));
        ClassicHttpResponse response = transport.send(link, request);
        HttpEntity body = response.getEntity();
        int status = response.getCode();
        boolean right = status == HttpStatus.SC_PARTIAL_CONTENT || (status == HttpStatus.SC_OK && offset == 0);
        long length = body == null ? 0 : body.getContentLength();
        if (body == null || !right || length != size - offset) {
            HttpTransport.end(request, response);
            throw new IOException(
                    "the store answered " + status + " with " + length + " bytes instead of " + (size - offset));
        }
        return new FilterInputStream(body.getContent()) {
            @Override
            public void close() {
                HttpTransport.end(request, response);
            }
        };
    }

    /** Ends all reads. */
    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
