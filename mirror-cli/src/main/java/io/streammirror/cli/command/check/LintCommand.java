package io.streammirror.cli.command.check;

import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.cli.lint.LintJson;
import io.streammirror.cli.lint.LintText;
import io.streammirror.codec.Json;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.HttpAuthority;
import io.streammirror.lint.HttpSourceClient;
import io.streammirror.lint.LintKeyring;
import io.streammirror.lint.LintOptions;
import io.streammirror.lint.LintOptions.Items;
import io.streammirror.lint.LintReport;
import io.streammirror.lint.NoAnswerException;
import io.streammirror.lint.SourceLint;
import io.streammirror.maas.MaasProfile;
import io.streammirror.openpgp.BundledKeyrings;
import io.streammirror.openpgp.KeyringException;
import io.streammirror.text.SafeText;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks any boot source. */
@Command(
        name = "lint",
        description = "Check any boot source against what MAAS 3.4 to 3.8 needs. Reads only.",
        exitCodeList = {
            "0:every release of MAAS can use the source, at least in part; the findings say which images it loses",
            "1:the source cannot be reached",
            "2:usage",
            "3:some release of MAAS cannot use the source at all"
        })
public final class LintCommand implements Callable<Integer> {
    /** The keyring in the packages of MAAS. */
    private static final String DEFAULT_KEYRING = "ubuntu-cloudimage";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "URL",
            description = "URL of the source as configured in MAAS: the base URL, or that of an index.")
    private URI url = URI.create("");

    @Option(
            names = "--keyring",
            paramLabel = "FILE",
            description = "The keyring that MAAS is given; by default the one that it has from its packages.")
    private @Nullable String keyring;

    @Option(names = "--no-items", description = "Check the documents only; request no items.")
    private boolean noItems;

    @Option(names = "--all-items", description = "Request the items of all versions, not only of the newest.")
    private boolean allItems;

    @Option(
            names = "--deep",
            description = "Read every item whole and compare its hash, not only a sample of small ones.")
    private boolean deep;

    @Option(
            names = "--maas",
            paramLabel = "RELEASES",
            description = "Check for these releases, as 3.8 or 3.6-3.8; by default 3.4-3.8. 4.0 is a preview.")
    private @Nullable String releases;

    @Option(names = "--json", description = "Print the report as one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        if (noItems && allItems) {
            throw new UsageException("--no-items and --all-items exclude each other");
        }
        requireSource();
        if (noItems && deep) {
            throw new UsageException("--no-items and --deep exclude each other");
        }
        Items items = noItems ? Items.NONE : allItems ? Items.ALL : Items.NEWEST;
        var client = new HttpSourceClient(EnvironmentProxies.read(System.getenv()));
        var lint = new SourceLint(client, keyring(), new LintOptions(profile(), items, deep), Clock.systemUTC());
        LintReport report;
        try {
            report = lint.lint(url);
        } catch (NoAnswerException e) {
            throw new CommandException(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(SafeText.json(new String(Json.pretty(LintJson.of(report)), StandardCharsets.UTF_8)));
        } else {
            LintText.of(report).forEach(out::println);
        }
        out.flush();
        return (report.verdict().fails() ? ExitCode.REFUSED : ExitCode.DONE).code();
    }

    private void requireSource() {
        if (HttpAuthority.of(url).flatMap(HttpAuthority::userInfo).isPresent()) {
            // Not shown: it holds a password.
            throw new UsageException("the URL contains a user and a password, which lint does not support");
        }
        if (HttpAuthority.of(url).isEmpty()) {
            throw new UsageException(
                    url + ": must be an http or https URL, such as https://images.maas.io/ephemeral-v3/stable");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new UsageException(url + ": must have no query and no fragment: MAAS appends paths to it");
        }
    }

    private MaasProfile profile() {
        try {
            return releases == null ? MaasProfile.DEFAULT : MaasProfile.parse(releases);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--maas " + releases + ": " + e.getMessage());
        }
    }

    private LintKeyring keyring() {
        if (keyring == null) {
            return LintKeyring.byDefault(BundledKeyrings.find(DEFAULT_KEYRING).orElseThrow());
        }
        String name = keyring;
        return BundledKeyrings.find(name)
                .map(bundled -> new LintKeyring(bundled, true, true))
                .orElseGet(() -> read(Path.of(name)));
    }

    private static LintKeyring read(Path file) {
        try {
            return LintKeyring.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UsageException("--keyring " + file + ": cannot be read, and is not a bundled keyring (those are "
                    + BundledKeyrings.NAMES + ")");
        } catch (KeyringException e) {
            throw new UsageException("--keyring " + file + ": " + e.getMessage());
        }
    }
}
