package io.streammirror.publisher.page.readers;

import java.util.List;

/**
 * The readers of the mirrors.
 *
 * @param since when the publisher began to count
 * @param detailed whether single readers are shown, which is for operators
 * @param more number of readers that are not shown
 * @param lost clients that ask for an index where no mirror is
 * @param json link to the same as JSON
 */
record ReadersView(String since, boolean detailed, List<OfMirror> mirrors, List<Lost> lost, int more, String json) {
    /**
     * The readers of one mirror.
     *
     * @param summary the state of all of them in words
     * @param attention whether one of them refuses the mirror
     */
    record OfMirror(
            String name,
            String summary,
            boolean attention,
            int current,
            int behind,
            int refusing,
            int silent,
            String command,
            List<Row> rows) {}

    /**
     * One reader.
     *
     * @param kind names icon and colour of its state
     */
    record Row(
            String address,
            String agent,
            String kind,
            String state,
            String seen,
            String read,
            String items,
            String keyring,
            String note) {}

    /** A client that found no mirror. */
    record Lost(String address, String agent, String path) {}
}
