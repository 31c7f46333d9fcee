package io.streammirror.cli.command.option;

import java.nio.file.Path;

/** The top of the project, where the packaged services and the default configuration lie. */
public final class Home {
    /** Set by the launcher. */
    private static final String PROPERTY = "stream-mirror.home";

    private Home() {}

    public static Path path() {
        return Path.of(System.getProperty(PROPERTY, ".")).toAbsolutePath().normalize();
    }
}
