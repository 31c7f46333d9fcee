package io.streammirror.cli.command.order;

import io.streammirror.api.ApiJson;
import io.streammirror.api.NotificationTestReport;
import io.streammirror.api.NotificationTestReport.WebhookTest;
import io.streammirror.api.NotificationTestRequest;
import io.streammirror.cli.command.option.AdminTarget;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.text.SafeText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets the publisher send a test event to webhooks. */
@Command(
        name = "test",
        description = "Send a test event to webhooks, once, and show what they answer.",
        exitCodeList = {
            "0:every webhook has taken the event",
            "1:a webhook has not taken it, or the publisher cannot be reached",
            "2:usage, or no such webhook"
        })
final class NotifyTestCommand implements Callable<Integer> {
    @Mixin
    private AdminTarget target = new AdminTarget();

    @Parameters(paramLabel = "WEBHOOK", arity = "0..*", description = "Names of webhooks (default: all).")
    private List<String> webhooks = List.of();

    @Option(names = "--json", description = "Print the report as one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        NotificationTestReport report = target.client().testNotifications(new NotificationTestRequest(webhooks));
        if (json) {
            System.out.println(SafeText.json(ApiJson.text(report)));
        } else {
            report.webhooks().forEach(test -> System.out.println(SafeText.line(line(test))));
        }
        boolean taken = report.webhooks().stream().allMatch(test -> test.failure() == null);
        return (taken ? ExitCode.DONE : ExitCode.FAILED).code();
    }

    private static String line(WebhookTest test) {
        return test.name() + ": " + (test.failure() == null ? "has taken event " + test.id() : test.failure());
    }
}
