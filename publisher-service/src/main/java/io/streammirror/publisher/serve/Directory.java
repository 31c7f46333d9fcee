package io.streammirror.publisher.serve;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The entries of one directory.
 *
 * @param children file or directory by name; the names of directories end with a slash; at most {@value #MAX_CHILDREN}
 * @param cut whether there are more
 */
record Directory(NavigableMap<String, Optional<ServedFile>> children, boolean cut) {
    /** Pages are made on the event loop, which one client could keep busy with larger ones. */
    static final int MAX_CHILDREN = 2_000;

    private static final char AFTER_SLASH = '/' + 1;

    /** The children of a directory, whose prefix is empty or ends with a slash. */
    static Optional<Directory> of(NavigableMap<String, ServedFile> files, String prefix) {
        var children = new TreeMap<String, Optional<ServedFile>>();
        Map.Entry<String, ServedFile> file = files.higherEntry(prefix);
        while (file != null && file.getKey().startsWith(prefix)) {
            if (children.size() == MAX_CHILDREN) {
                return Optional.of(new Directory(children, true));
            }
            int slash = file.getKey().indexOf('/', prefix.length());
            if (slash < 0) {
                children.put(file.getKey().substring(prefix.length()), Optional.of(file.getValue()));
                file = files.higherEntry(file.getKey());
            } else {
                children.put(file.getKey().substring(prefix.length(), slash + 1), Optional.empty());
                // Over all that lies below, of which there may be a hundred thousand: pages are made on the event loop.
                file = files.ceilingEntry(file.getKey().substring(0, slash) + AFTER_SLASH);
            }
        }
        return children.isEmpty() ? Optional.empty() : Optional.of(new Directory(children, false));
    }
}
