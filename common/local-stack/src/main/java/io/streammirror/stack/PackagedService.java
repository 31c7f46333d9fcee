package io.streammirror.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A packaged service.
 *
 * @param name watcher, fetcher or publisher
 * @param directory holds all that it is made of; a new build replaces it whole
 */
record PackagedService(String name, Path directory) {
    static final List<String> NAMES = List.of("watcher", "fetcher", "publisher");

    /**
     * Finds it in the distribution, or in the build directory of a source tree.
     *
     * @param home the top of the project or of the distribution
     * @throws StackException when it is in neither place
     */
    static PackagedService in(Path home, String name) {
        var distributed = new PackagedService(name, home.resolve("services").resolve(name));
        if (Files.exists(distributed.jar())) {
            return distributed;
        }
        var built = new PackagedService(name, home.resolve(name + "-service/target/quarkus-app"));
        if (!Files.exists(built.jar())) {
            throw new StackException(
                    "packaged service " + built.jar() + " is missing: build with 'mvn -DskipTests package' in " + home);
        }
        return built;
    }

    /** The jar that starts the service. */
    Path jar() {
        return directory.resolve("quarkus-run.jar");
    }
}
