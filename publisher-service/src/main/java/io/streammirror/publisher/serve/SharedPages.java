package io.streammirror.publisher.serve;

import io.streammirror.publisher.page.PageAnswer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The bytes of the pages that were sent last, each once for all clients: a client that asks for the same page on many connections and reads
 * nothing must not cost a copy for each.
 *
 * <p>Safe for use by all event loops.
 */
final class SharedPages {
    private static final int MAX_PAGES = 32;

    /** By the hash of the content. */
    private final Map<String, InMemory> pages = new LinkedHashMap<>(MAX_PAGES, 0.75f, true);

    /** Sends a page and ends the response, whose head has all but the length. */
    void send(PageAnswer answer, HttpServerRequest request) {
        InMemory page = retained(answer);
        try {
            request.response().putHeader("Content-Length", Integer.toString(page.size()));
            DocumentSender.send(page, new ByteRange.Part(0, page.size() - 1L), request);
        } finally {
            page.release();
        }
    }

    /** The page, of which the caller is a user. */
    private synchronized InMemory retained(PageAnswer answer) {
        InMemory page = pages.get(answer.etag());
        if (page == null) {
            page = new InMemory(answer.body());
            pages.put(answer.etag(), page);
            if (pages.size() > MAX_PAGES) {
                Iterator<InMemory> eldest = pages.values().iterator();
                InMemory gone = eldest.next();
                eldest.remove();
                gone.release();
            }
        }
        page.retain();
        return page;
    }
}
