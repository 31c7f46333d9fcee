package io.streammirror.publisher.page;

/**
 * The content of a page inside the frame of all pages.
 *
 * @param template name of its file, without {@code .html}
 * @param title of the window, in front of the name of the site
 * @param view the record behind the name {@code view} in the template; its texts need no escaping
 */
public record PageContent(String template, String title, Object view) {}
