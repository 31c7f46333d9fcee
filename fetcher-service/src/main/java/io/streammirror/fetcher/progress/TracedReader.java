package io.streammirror.fetcher.progress;

import io.streammirror.fetcher.source.SourceReader;
import io.streammirror.fetcher.source.SourceRequest;
import io.streammirror.fetcher.source.SourceResponse;
import io.streammirror.fetcher.source.Span;
import io.streammirror.mirror.MirrorName;
import io.streammirror.service.trace.TraceSpan;
import io.streammirror.service.trace.Traces;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Collection;

/** Makes a span of each question to a source, from the asking to the end of the answer's body. */
public final class TracedReader implements SourceReader {
    private final SourceReader reader;
    private final Traces traces;

    public TracedReader(SourceReader reader, Traces traces) {
        this.reader = reader;
        this.traces = traces;
    }

    @Override
    public SourceRequest request(URI source, Span span, Collection<MirrorName> mirrors) {
        SourceRequest request = reader.request(source, span, mirrors);
        return new SourceRequest() {
            @Override
            public SourceResponse send() throws IOException {
                TraceSpan step = traces.begin("download");
                // The host alone: paths and queries may hold what is nobody else's business.
                step.attribute("server.address", String.valueOf(source.getHost()));
                return ask(request, step);
            }

            @Override
            public void cancel() {
                request.cancel();
            }
        };
    }

    private static SourceResponse ask(SourceRequest request, TraceSpan step) throws IOException {
        try {
            SourceResponse answer = request.send();
            step.attribute("http.response.status_code", answer.status());
            return new SourceResponse(
                    answer.status(),
                    answer.length(),
                    answer.validator(),
                    answer.range(),
                    answer.retryAfter(),
                    new TracedBody(answer.body(), step));
        } catch (IOException | RuntimeException e) {
            step.failed(e);
            step.end();
            throw e;
        }
    }

    /** Ends the span when it is closed. */
    private static final class TracedBody extends FilterInputStream {
        private final TraceSpan step;
        private long received;

        TracedBody(InputStream body, TraceSpan step) {
            super(body);
            this.step = step;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                int count = in.read(target, offset, length);
                received += Math.max(0, count);
                return count;
            } catch (IOException e) {
                step.failed(e);
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                step.attribute("received", received);
                step.end();
            }
        }
    }
}
