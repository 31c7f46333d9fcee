package io.streammirror.cli.command.bundle;

import io.streammirror.bundle.BundleException;
import io.streammirror.bundle.SiteReport;
import io.streammirror.bundle.SiteReports;
import io.streammirror.cli.command.option.DataOption;
import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.image.OperatorsStore;
import io.streammirror.config.Settings;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.store.StoreException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes what this site has, so that a bundle for it can leave that out. */
@Command(
        name = "request",
        description = {
            "Write a signed list of what this site has. 'mirror export --request' carries only what it lacks.",
            "A receipt of 'mirror import' is a request too."
        },
        exitCodeList = {"0:done", "1:the store failed, or the file cannot be written", "2:wrong usage or configuration"
        })
public final class RequestCommand implements Callable<Integer> {
    @Mixin
    private SiteOptions site = new SiteOptions();

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            required = true,
            description = "The file to write, such as one on the disk for the connected side.")
    private Path out = Path.of("");

    @Option(
            names = "--mirror",
            paramLabel = "NAME",
            description = "List what the live publication of this mirror has; repeat it for several"
                    + " (default: everything in the store).")
    private List<String> mirrors = List.of();

    @Override
    public Integer call() {
        Settings settings = site.settings(data.directory());
        SigningKey key = site.key(settings, data.directory());
        try (var store = OperatorsStore.open(settings, data.directory())) {
            SiteReport report = new SiteReports(store, key, Clock.systemUTC()).request(mirrors(), out);
            System.out.println(out + " lists " + report.blobs().size() + " blobs, signed by " + key.fingerprint());
            return ExitCode.DONE.code();
        } catch (BundleException e) {
            throw new CommandException(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
        } catch (StoreException e) {
            throw new CommandException(ExitCode.FAILED, "the store failed: " + e.getMessage(), e);
        }
    }

    private Set<MirrorName> mirrors() {
        return mirrors.stream().map(LivePublications::name).collect(Collectors.toUnmodifiableSet());
    }
}
