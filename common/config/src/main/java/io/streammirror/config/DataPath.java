package io.streammirror.config;

import java.nio.file.Path;

/** A path that is relative to the data directory in the configuration; all others are relative to the configuration file. */
public record DataPath(Path path) {}
