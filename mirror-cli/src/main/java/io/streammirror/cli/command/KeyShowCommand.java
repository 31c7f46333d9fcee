package io.streammirror.cli.command;

import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.lint.HttpSourceClient;
import io.streammirror.lint.NoAnswerException;
import io.streammirror.lint.SourceClient;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.KeyringException;
import io.streammirror.signing.KeyFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the public half of a signing key in the forms that clients need. */
@Command(
        name = "show",
        description = "Show the public key: fingerprint, armored, and base64 for the field 'Keyring data' of MAAS.",
        exitCodeList = {"0:done", "1:the publisher cannot be reached", "2:usage, or no key there"})
final class KeyShowCommand implements Callable<Integer> {
    /** A keyring of two keys has three kilobytes. */
    private static final long MAX_KEYRING_BYTES = 1_000_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private KeyFileOptions files = new KeyFileOptions();

    @Option(names = "--url", paramLabel = "URL", description = "Ask a publisher for its keyring instead.")
    private @Nullable URI url;

    @Option(names = "--fingerprint", description = "Print the fingerprint alone.")
    private boolean fingerprint;

    @Option(names = "--armored", description = "Print the armored keyring alone.")
    private boolean armored;

    @Option(names = "--base64", description = "Print the base64 of the binary keyring alone, on one line.")
    private boolean base64;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the binary keyring, as gpgv and 'maas boot-sources' take it, to this file.")
    private @Nullable Path target;

    @Override
    public Integer call() {
        if (Stream.of(fingerprint, armored, base64, target != null)
                        .filter(chosen -> chosen)
                        .count()
                > 1) {
            throw new UsageException("--fingerprint, --armored, --base64 and --out exclude each other");
        }
        Keyring keyring = url == null ? ofFile() : ofPublisher(url);
        if (target != null) {
            write(keyring, target);
            return 0;
        }
        PrintWriter out = spec.commandLine().getOut();
        boolean all = !fingerprint && !armored && !base64;
        if (all || fingerprint) {
            keyring.fingerprints().forEach(key -> out.println((all ? "Fingerprint   " : "") + key));
        }
        if (all || armored) {
            out.print(new String(keyring.armored(), StandardCharsets.US_ASCII));
        }
        if (all) {
            out.println("Keyring data for MAAS (base64 of the binary keyring):");
        }
        if (all || base64) {
            out.println(Base64.getEncoder().encodeToString(keyring.binary()));
        }
        out.flush();
        return 0;
    }

    private Keyring ofFile() {
        try {
            return files.files().key().publicKeyring();
        } catch (KeyFileException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static Keyring ofPublisher(URI publisher) {
        if (publisher.getHost() == null || publisher.getScheme() == null) {
            throw new UsageException("--url: must be an http or https URL, as http://mirror.example.org:8080");
        }
        URI keyring = publisher.resolve("/keys/mirror.gpg");
        try {
            SourceClient.Content answer = new HttpSourceClient().get(keyring, MAX_KEYRING_BYTES);
            if (answer.head().status() != 200) {
                throw new CommandException(
                        ExitCode.FAILED,
                        keyring + " answered HTTP status " + answer.head().status() + ": is this a publisher?");
            }
            return Keyring.parse(answer.body());
        } catch (NoAnswerException e) {
            throw new CommandException(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
        } catch (KeyringException e) {
            throw new CommandException(ExitCode.FAILED, keyring + ": " + e.getMessage(), e);
        }
    }

    private static void write(Keyring keyring, Path target) {
        try {
            Files.write(target, keyring.binary());
        } catch (IOException e) {
            throw new UsageException("--out " + target + ": cannot be written: " + e);
        }
    }
}
