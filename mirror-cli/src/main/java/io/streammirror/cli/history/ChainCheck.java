package io.streammirror.cli.history;

import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.decision.BrokenLogException;
import io.streammirror.decision.LogChain;

/** Reads the whole log and computes the chain of its hashes anew. */
public final class ChainCheck {
    private final LogClient log;

    public ChainCheck(LogClient log) {
        this.log = log;
    }

    /**
     * Checks every entry.
     *
     * @return what was found, for people; the hash in it is what two sites compare
     * @throws CommandException naming the first entry that does not fit
     */
    public String run() {
        LogClient.Head end = log.head();
        var chain = new LogChain();
        try {
            for (long sequence = 1; sequence <= end.sequence(); sequence++) {
                chain.add(log.entry(sequence));
            }
        } catch (BrokenLogException e) {
            throw new CommandException(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
        }
        var hash = chain.head().hash();
        return hash == null
                ? "the log is empty"
                : "the log is whole: " + end.sequence() + " entries, the hash of the last is " + hash;
    }
}
