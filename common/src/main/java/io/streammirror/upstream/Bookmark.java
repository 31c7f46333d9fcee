package io.streammirror.upstream;

/**
 * How far a tree has been read: shown next time, to be told that nothing is new.
 *
 * @param location the source the validators are of; another source has its own clock and its own tags, so there they mean nothing
 */
public record Bookmark(TreeLocation location, MetadataReader.Validators validators) {}
