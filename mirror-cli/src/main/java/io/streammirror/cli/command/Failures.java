package io.streammirror.cli.command;

import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.config.SettingsException;
import io.streammirror.http.ProxyVariableException;
import io.streammirror.text.SafeText;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells people why a command ended: the message alone when it was foreseen, a hint where to look when it was not. */
final class Failures {
    /** Any value makes unforeseen failures show their stack trace. */
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
        ExitCode code = tell(e, err);
        err.flush();
        return code.code();
    }

    private static ExitCode tell(Exception e, PrintWriter err) {
        if (System.getenv(DEBUG) != null) {
            e.printStackTrace(err);
        }
        if (e instanceof CommandException known) {
            err.println("mirror: " + SafeText.lines(String.valueOf(known.getMessage())));
            return known.exitCode();
        }
        if (e instanceof SettingsException || e instanceof ProxyVariableException) {
            err.println("mirror: " + SafeText.lines(String.valueOf(e.getMessage())));
            return ExitCode.USAGE;
        }
        err.println("mirror: unexpected failure: " + SafeText.line(e)
                + "; the logs are in the data directory, below logs/; set " + DEBUG + "=1 to see where it came from");
        return ExitCode.FAILED;
    }
}
