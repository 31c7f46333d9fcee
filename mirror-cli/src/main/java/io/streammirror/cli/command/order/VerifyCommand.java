package io.streammirror.cli.command.order;

import io.streammirror.api.ApiJson;
import io.streammirror.api.VerifyReport;
import io.streammirror.api.VerifyReport.State;
import io.streammirror.api.VerifyRequest;
import io.streammirror.cli.client.PublisherClient;
import io.streammirror.cli.command.option.AdminTarget;
import io.streammirror.cli.command.option.OperatorOptions;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.cli.progress.VerifyLines;
import io.streammirror.mirror.MirrorName;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a publisher read stored blobs again, and follows it. */
@Command(
        name = "verify",
        description = "Read stored files again, and have the damaged ones replaced. Ctrl-C leaves the publisher at it.",
        exitCodeList = {
            "0:everything that was read is right",
            "1:the publisher or its store cannot be reached, or the verification ended early",
            "2:usage, or another verification is under way",
            "4:files are damaged, missing or unreadable"
        })
public final class VerifyCommand implements Callable<Integer> {
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    @Mixin
    private AdminTarget target = new AdminTarget();

    @Parameters(
            paramLabel = "MIRROR",
            arity = "0..1",
            description = "Read what this mirror publishes or wants (default: all stored files).")
    private @Nullable MirrorName mirror;

    @Option(
            names = "--since",
            paramLabel = "AGE",
            description = "Leave out files that were verified or stored within this time, such as 12h or 7d.")
    private @Nullable String since;

    @Option(names = "--json", description = "Print the final report as one JSON object.")
    private boolean json;

    @Mixin
    private OperatorOptions operator = new OperatorOptions();

    @Override
    public Integer call() throws InterruptedException {
        PublisherClient client = target.client();
        VerifyReport report = client.verify(new VerifyRequest(mirror, newest(), operator.who(), operator.why()));
        String shown = "";
        while (report.ended() == null && report.state() != State.NONE) {
            String line = VerifyLines.progress(report);
            if (!line.equals(shown)) {
                System.err.println(line);
                shown = line;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_INTERVAL.toMillis());
            report = client.verification();
        }
        if (json) {
            System.out.println(ApiJson.text(report));
        } else {
            VerifyLines.summary(report).forEach(System.out::println);
        }
        return code(report).code();
    }

    private @Nullable Instant newest() {
        return since == null ? null : Instant.now().minus(age(since));
    }

    /** A number and h or d. */
    private static Duration age(String text) {
        if (!text.matches("[0-9]{1,5}[hd]")) {
            throw new UsageException("--since: '" + text + "' is no age; write a number and h or d: 7d");
        }
        long amount = Long.parseLong(text.substring(0, text.length() - 1));
        return text.endsWith("h") ? Duration.ofHours(amount) : Duration.ofDays(amount);
    }

    private static ExitCode code(VerifyReport report) {
        if (report.state() != State.DONE) {
            return ExitCode.FAILED;
        }
        return report.damaged() + report.missing() + report.unread() > 0 ? ExitCode.INCOMPLETE : ExitCode.DONE;
    }
}
