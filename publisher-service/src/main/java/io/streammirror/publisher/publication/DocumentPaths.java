package io.streammirror.publisher.publication;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;

/**
 * The three paths of one document: clear-signed, plain, and the detached signature of the plain one.
 *
 * @param stem the path without its ending
 */
public record DocumentPaths(String stem) {
    private static final String FOLDER = "streams/v1/";

    public static DocumentPaths index() {
        return new DocumentPaths(FOLDER + "index");
    }

    /** Where people and scripts find the live products document of a stream. */
    public static DocumentPaths alias(ContentId stream) {
        return new DocumentPaths(FOLDER + stream);
    }

    /** Where an index points: the same name never means other content, so slow readers get one matching set. */
    public static DocumentPaths immutable(ContentId stream, Sha256 body) {
        return new DocumentPaths(FOLDER + stream + "." + body.abbreviated());
    }

    public ItemPath signed() {
        return new ItemPath(stem + ".sjson");
    }

    public ItemPath plain() {
        return new ItemPath(stem + ".json");
    }

    public ItemPath detached() {
        return new ItemPath(stem + ".json.gpg");
    }
}
