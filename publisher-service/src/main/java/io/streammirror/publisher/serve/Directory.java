package io.streammirror.publisher.serve;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What lies directly in one directory.
 *
 * @param children file or directory by name; the names of directories end with a slash
 */
record Directory(NavigableMap<String, Optional<ServedFile>> children) {
    /** The children of a directory, whose prefix is empty or ends with a slash. */
    static Optional<Directory> of(NavigableMap<String, ServedFile> files, String prefix) {
        var children = new TreeMap<String, Optional<ServedFile>>();
        for (Map.Entry<String, ServedFile> file : files.tailMap(prefix, false).entrySet()) {
            if (!file.getKey().startsWith(prefix)) {
                break;
            }
            String rest = file.getKey().substring(prefix.length());
            int slash = rest.indexOf('/');
            if (slash < 0) {
                children.put(rest, Optional.of(file.getValue()));
            } else {
                children.put(rest.substring(0, slash + 1), Optional.empty());
            }
        }
        return children.isEmpty() ? Optional.empty() : Optional.of(new Directory(children));
    }
}
