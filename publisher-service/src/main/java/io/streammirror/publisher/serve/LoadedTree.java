package io.streammirror.publisher.serve;

import java.util.List;

/**
 * The result of loading.
 *
 * @param tree good to serve; a mirror with a problem is in it as it was before
 * @param problems for the operator, one sentence for each mirror that could not be loaded
 */
record LoadedTree(ServedTree tree, List<String> problems) {
    LoadedTree {
        problems = List.copyOf(problems);
    }
}
