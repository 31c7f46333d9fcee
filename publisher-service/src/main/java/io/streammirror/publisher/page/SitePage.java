package io.streammirror.publisher.page;

/** Makes one kind of page. An implementation is a bean; the navigation shows each that there is. */
public interface SitePage {
    PageKind kind();

    /**
     * Whether making it takes long, such as parsing documents of the store. Such pages are made on a thread of their
     * own, so that the others do not wait for them.
     */
    default boolean isHeavy() {
        return false;
    }

    /**
     * Makes the content for one request; it may block.
     *
     * @throws PageNotFoundException when there is nothing that the request could mean
     */
    PageContent content(PageRequest request);
}
