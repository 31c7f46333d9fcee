package io.streammirror.publisher.page.overview;

import java.util.List;

/**
 * Something that an operator must decide or mend.
 *
 * @param mirror that it is about; empty for all
 * @param cause what is wrong, in one sentence
 * @param details what was seen, one line each
 * @param advice what to do before the command
 * @param command to copy; empty when there is none
 */
public record NeededAction(
        String kind, String mirror, String cause, List<String> details, String advice, String command) {
    public NeededAction {
        details = List.copyOf(details);
    }
}
