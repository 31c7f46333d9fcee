package io.streammirror.cli;

import io.streammirror.cli.command.MirrorCommand;

/** Where the {@code mirror} command begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(MirrorCommand.commandLine().execute(arguments));
    }
}
