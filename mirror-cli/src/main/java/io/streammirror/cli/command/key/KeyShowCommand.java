package io.streammirror.cli.command.key;

import io.streammirror.cli.exit.UsageException;
import io.streammirror.cli.key.PublishedKeyring;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.keys.KeyFileException;
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

/** Prints the public key in the forms that clients need. */
@Command(
        name = "show",
        description = "Show the public key: fingerprint, armored, and base64 for 'Keyring data' of MAAS 3.4 to 3.7.",
        exitCodeList = {"0:done", "1:the publisher cannot be reached", "2:wrong usage, or no key in the file"})
final class KeyShowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private KeyFileOptions files = new KeyFileOptions();

    @Option(names = "--url", paramLabel = "URL", description = "Show the keyring of this publisher instead.")
    private @Nullable URI url;

    @Option(names = "--fingerprint", description = "Print only the fingerprint.")
    private boolean fingerprint;

    @Option(names = "--armored", description = "Print only the armored keyring.")
    private boolean armored;

    @Option(names = "--base64", description = "Print only the base64 of the binary keyring, on one line.")
    private boolean base64;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the binary keyring, for gpgv and 'maas boot-sources', to this file.")
    private @Nullable Path target;

    @Override
    public Integer call() {
        if (Stream.of(fingerprint, armored, base64, target != null)
                        .filter(chosen -> chosen)
                        .count()
                > 1) {
            throw new UsageException("--fingerprint, --armored, --base64 and --out exclude each other");
        }
        Keyring keyring = url == null ? ofFile() : PublishedKeyring.of(url);
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
            out.println("MAAS 3.8: write the keyring to a file on every region controller ('key show --out mirror.gpg')"
                    + " and give its path as keyring_filename");
            out.println("MAAS 3.4 to 3.7: Keyring data (base64 of the binary keyring):");
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

    private static void write(Keyring keyring, Path target) {
        try {
            Files.write(target, keyring.binary());
        } catch (IOException e) {
            throw new UsageException("--out " + target + ": cannot be written: " + e);
        }
    }
}
