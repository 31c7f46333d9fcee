package io.streammirror.cli.command;

import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.config.SettingsException;
import io.streammirror.http.ProxyVariableException;
import io.streammirror.openpgp.keys.NewKeyException;
import io.streammirror.stack.StackConfigurationException;
import io.streammirror.stack.StackException;
import io.streammirror.text.SafeText;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Prints why a command failed: the message of an expected failure, or a hint where to look for an unexpected one. */
final class Failures {
    /** Any value prints the stack trace of failures. */
    static final String DEBUG = "STREAM_MIRROR_DEBUG";

    private Failures() {}

    static int usage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("mirror: " + SafeText.lines(String.valueOf(e.getMessage())));
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE.code();
    }

    static int execution(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        ExitCode code = print(e, err);
        err.flush();
        return code.code();
    }

    private static ExitCode print(Exception e, PrintWriter err) {
        if (System.getenv(DEBUG) != null) {
            e.printStackTrace(err);
        }
        if (e instanceof CommandException known) {
            err.println("mirror: " + SafeText.lines(String.valueOf(known.getMessage())));
            return known.exitCode();
        }
        if (e instanceof StackException) {
            err.println("mirror: " + SafeText.lines(String.valueOf(e.getMessage())));
            return e instanceof StackConfigurationException ? ExitCode.USAGE : ExitCode.FAILED;
        }
        if (e instanceof SettingsException || e instanceof ProxyVariableException || e instanceof NewKeyException) {
            err.println("mirror: " + SafeText.lines(String.valueOf(e.getMessage())));
            return ExitCode.USAGE;
        }
        err.println("mirror: unexpected failure: " + SafeText.line(e)
                + "; see the logs in the data directory, below logs/, or set " + DEBUG + "=1 to print the stack trace");
        return ExitCode.FAILED;
    }
}
