package io.streammirror.stack;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds processes that run without their class archive. A JVM ignores an archive without a word when a jar has another
 * time than it had, or the Java is another.
 */
final class UnusedArchives {
    /** Where the launcher has it depends on the installation. */
    private static final ClassArchive OF_COMMAND = new ClassArchive(Path.of("mirror-classes.jsa"));

    private UnusedArchives() {}

    /**
     * One sentence for the operator; empty when all archives are used.
     *
     * @param pids of the services, by their name in the stack
     */
    static Optional<String> notice(Path home, Map<String, Long> pids) {
        var names = new TreeSet<String>();
        if (!OF_COMMAND.isUsedBy(ProcessHandle.current().pid())) {
            names.add("command");
        }
        pids.forEach((name, pid) -> {
            PackagedService service = PackagedService.in(home, name.replaceFirst("-\\d+$", ""));
            if (!ClassArchive.of(service).isUsedBy(pid)) {
                names.add(service.name());
            }
        });
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("no class archive fits the jars and this Java (" + String.join(", ", names)
                        + "), so each start takes half as long again: run 'mirror prepare'");
    }
}
