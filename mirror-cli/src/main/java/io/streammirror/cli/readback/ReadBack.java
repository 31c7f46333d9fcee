package io.streammirror.cli.readback;

import io.streammirror.cli.exit.ExitCode;
import io.streammirror.config.Settings;
import java.net.URI;

/** Checks what is served once a run has settled. The worse of its exit code and that of the run decides. */
@FunctionalInterface
public interface ReadBack {
    ExitCode check(URI publicUrl, Settings settings);
}
