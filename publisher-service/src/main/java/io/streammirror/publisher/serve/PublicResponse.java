package io.streammirror.publisher.serve;

import io.streammirror.publisher.page.LoadedAsset;
import io.streammirror.publisher.page.PageAddress;

/** The response of the public port to a path, before the headers of the request are read. */
sealed interface PublicResponse {
    /** A file whose bytes are at hand. */
    record InMemoryFile(ServedFile file, InMemory bytes) implements PublicResponse {}

    /** A file whose bytes come from the store. */
    record Stored(ServedFile file) implements PublicResponse {}

    /** A page for people. */
    record Page(PageAddress address) implements PublicResponse {}

    /** A file that pages load. */
    record Asset(LoadedAsset file) implements PublicResponse {}

    /**
     * A page for people with the files in a directory.
     *
     * @param sequence of the log entry that the tree shows
     * @param path below the base of the mirror: empty, or with a slash at the end
     */
    record DirectoryIndex(long sequence, MirrorTree mirror, String path, Directory directory)
            implements PublicResponse {
        /** Names the directory among all pages. */
        String question() {
            return sequence + " " + mirror.base() + "/" + path;
        }
    }

    /** No such path. */
    record Missing() implements PublicResponse {}

    /** Not known yet; to be answered by closing the connection, which clients retry, and not by an error, which MAAS does not. */
    record TooEarly() implements PublicResponse {}
}
