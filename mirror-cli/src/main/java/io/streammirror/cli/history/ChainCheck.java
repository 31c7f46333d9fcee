package io.streammirror.cli.history;

import io.streammirror.api.LogPosition;
import io.streammirror.cli.client.PublisherClient;
import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.decision.BrokenLogException;
import io.streammirror.decision.LogChain;

/** Reads the whole decision log and verifies its hash chain. */
public final class ChainCheck {
    private final PublisherClient publisher;

    public ChainCheck(PublisherClient publisher) {
        this.publisher = publisher;
    }

    /**
     * Checks every entry.
     *
     * @return the result, for people; two sites can compare the hash in it
     * @throws CommandException that names the first entry whose hash does not match
     */
    public String run() {
        LogPosition end = publisher.logPosition();
        var chain = new LogChain();
        try {
            for (long sequence = 1; sequence <= end.sequence(); sequence++) {
                chain.add(publisher.logEntry(sequence));
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
