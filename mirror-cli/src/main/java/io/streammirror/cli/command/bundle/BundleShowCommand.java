package io.streammirror.cli.command.bundle;

import io.streammirror.bundle.BundleDirectories;
import io.streammirror.bundle.BundleException;
import io.streammirror.bundle.SignedManifest;
import io.streammirror.cli.bundle.BundleText;
import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.KeyringException;
import io.streammirror.openpgp.SignatureVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a bundle before it is trusted. */
@Command(
        name = "show",
        description = "Show who signed a bundle, what it carries and what it needs. It reads the manifest only.",
        exitCodeList = {"0:done", "2:no bundle there", "3:the manifest is damaged, or its signature is not trusted"})
final class BundleShowCommand implements Callable<Integer> {
    @Option(
            names = "--keyring",
            paramLabel = "FILE",
            description = "Public keys that are trusted (default: none, so the key is only shown).")
    private @Nullable Path keyring;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Directory of a bundle, or its manifest.asc.")
    private List<Path> places = List.of();

    @Override
    public Integer call() {
        try {
            for (byte[] bytes : BundleDirectories.manifests(places)) {
                show(bytes).forEach(System.out::println);
            }
        } catch (BundleException e) {
            throw new CommandException(ExitCode.REFUSED, String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        return ExitCode.DONE.code();
    }

    private List<String> show(byte[] bytes) {
        Clock clock = Clock.systemUTC();
        if (keyring == null) {
            return BundleText.of(
                    SignedManifest.openUntrusted(bytes, clock),
                    "intact; whether you trust this key is for you to check: name your keyring with --keyring");
        }
        try {
            var trusted = new SignatureVerifier(Keyring.parse(Files.readAllBytes(keyring)), Set.of(), Set.of(), clock);
            return BundleText.of(SignedManifest.open(bytes, trusted), "trusted by " + keyring);
        } catch (IOException | KeyringException e) {
            throw new UsageException("--keyring " + keyring + " cannot be read: " + e.getMessage());
        }
    }
}
