package io.streammirror.publisher.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.publisher.assemble.AssembledTree;
import io.streammirror.publisher.assemble.Curated;
import io.streammirror.simplestreams.Sha256;

/**
 * A tree to be published, and where it came from.
 *
 * @param curated what it may list
 * @param tree what it lists
 * @param catalog revision of the catalog that it is made from
 * @param indexHeader the fields of the index but {@code index}; shared, so never change it
 */
record Assembly(Curated curated, AssembledTree tree, Sha256 catalog, ObjectNode indexHeader) {}
