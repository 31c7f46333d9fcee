package io.streammirror.upstream;

import io.streammirror.simplestreams.ItemPath;
import io.streammirror.upstream.MetadataReader.Validators;
import java.util.Map;

/**
 * How far a tree has been read: sent with the next request, so that the server can answer that nothing is new.
 *
 * @param location the source the validators are of; another source has its own clock and its own tags, so there they mean nothing
 * @param index validators of the index
 * @param others those of every document that the index led to
 */
public record TreeValidators(TreeLocation location, Validators index, Map<ItemPath, Validators> others) {
    public TreeValidators {
        others = Map.copyOf(others);
    }
}
