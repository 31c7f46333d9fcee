package io.streammirror.cli;

import io.streammirror.cli.command.MirrorCommand;

/** The entry point of the {@code mirror} command. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(MirrorCommand.commandLine().execute(arguments));
    }
}
