package io.streammirror.cli.readback;

import io.streammirror.cli.exit.ExitCode;
import io.streammirror.config.Settings;
import java.net.URI;

/** Checks what is served once a run has settled; its verdict and that of the run are both told, the worse one decides. */
@FunctionalInterface
public interface ReadBack {
    ExitCode check(URI publicUrl, Settings settings);
}
