package io.streammirror.publisher.page;

import io.streammirror.publisher.query.SharedReads;
import java.time.Duration;

/** Makes pages on a thread of their own; the same page is made once for all who ask for it within a short time. */
final class PageReads extends SharedReads<PageAnswer> {
    private static final int FAILED = 500;
    private static final int BUSY = 503;
    private static final int TOO_MANY = 429;

    private final PageAnswer refused;
    private final PageAnswer failed;

    /** @param valid how long a page is given again */
    PageReads(String name, Duration valid) {
        super(name, valid, System::nanoTime);
        this.refused =
                plain(BUSY, "Too many different pages are asked for at once. Load this page again in a few seconds.");
        this.failed = plain(FAILED, "The publisher cannot show this page now. Its log says why.");
    }

    /** Without template and frame: it is for the case that these fail, or that there is no time for them. */
    private static PageAnswer plain(int status, String sentence) {
        return PageAnswer.of(
                status,
                "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Stream Mirror</title></head>"
                        + "<body><main><h1>Stream Mirror</h1><p>" + sentence + "</p></main></body></html>\n");
    }

    /** The response to a second costly page while the client waits for the first one. */
    PageAnswer otherTurn() {
        return plain(TOO_MANY, "Another page of yours is being made. Load this one again in a few seconds.");
    }

    @Override
    protected PageAnswer refused() {
        return refused;
    }

    @Override
    protected PageAnswer failed() {
        return failed;
    }

    @Override
    protected int size(PageAnswer answer) {
        return answer.body().length;
    }

    @Override
    protected boolean isKept(PageAnswer answer) {
        return answer.status() != FAILED;
    }
}
