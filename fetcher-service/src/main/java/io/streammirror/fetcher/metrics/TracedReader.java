package io.streammirror.fetcher.metrics;

import io.streammirror.fetcher.source.RangeRequest;
import io.streammirror.fetcher.source.SourceReader;
import io.streammirror.fetcher.source.SourceRequest;
import io.streammirror.fetcher.source.SourceResponse;
import io.streammirror.http.HttpAuthority;
import io.streammirror.mirror.MirrorName;
import io.streammirror.service.trace.TraceSpan;
import io.streammirror.service.trace.Traces;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Collection;

/** Records a trace span for each request to a source, until the end of the response's body. */
public final class TracedReader implements SourceReader {
    private final SourceReader reader;
    private final Traces traces;

    public TracedReader(SourceReader reader, Traces traces) {
        this.reader = reader;
        this.traces = traces;
    }

    @Override
    public SourceRequest request(URI source, RangeRequest range, Collection<MirrorName> mirrors) {
        SourceRequest request = reader.request(source, range, mirrors);
        return new SourceRequest() {
            @Override
            public SourceResponse send() throws IOException {
                TraceSpan span = traces.begin("download");
                // Only the host: paths and queries may hold secrets.
                span.attribute(
                        "server.address",
                        HttpAuthority.of(source).map(HttpAuthority::host).orElse("unknown"));
                return sendTraced(request, span);
            }

            @Override
            public void cancel() {
                request.cancel();
            }
        };
    }

    private static SourceResponse sendTraced(SourceRequest request, TraceSpan span) throws IOException {
        try {
            SourceResponse response = request.send();
            span.attribute("http.response.status_code", response.status());
            return response.withBody(new TracedBody(response.body(), span));
        } catch (IOException | RuntimeException e) {
            span.failed(e);
            span.end();
            throw e;
        }
    }

    /** Ends the span when it is closed. */
    private static final class TracedBody extends FilterInputStream {
        private final TraceSpan span;
        private long received;

        TracedBody(InputStream body, TraceSpan span) {
            super(body);
            this.span = span;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                int count = in.read(target, offset, length);
                received += Math.max(0, count);
                return count;
            } catch (IOException e) {
                span.failed(e);
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                span.attribute("received", received);
                span.end();
            }
        }
    }
}
