package io.streammirror.publisher.page;

/** There is no such page; the message is for people. */
public final class PageNotFoundException extends RuntimeException {
    public PageNotFoundException(String message) {
        super(message);
    }
}
