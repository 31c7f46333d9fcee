package io.streammirror.cli.command.key;

import io.streammirror.cli.exit.UsageException;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.openpgp.keys.KeyFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates the key that a publisher signs with. */
@Command(
        name = "create",
        description = "Create a signing key, readable by its owner only. Never overwrites a key.",
        exitCodeList = {"0:the key was created", "1:unexpected failure", "2:wrong usage, or the key exists already"})
final class KeyCreateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = KeyFileOptions.DEFAULT,
            description = "File for the key (default: ./${DEFAULT-VALUE}).")
    private Path target = Path.of(KeyFileOptions.DEFAULT);

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description =
                    "Encrypt the key with the passphrase in this file (one line). The publisher needs the file too.")
    private @Nullable Path passphraseFile;

    @Mixin
    private NewKeyOptions options = new NewKeyOptions();

    @Override
    public Integer call() {
        var files = new KeyFiles(target, Optional.ofNullable(passphraseFile));
        try {
            SigningKey key = options.newKey().write(files, target);
            PrintWriter out = spec.commandLine().getOut();
            out.println("Signing key   " + target);
            out.println("Fingerprint   " + key.fingerprint());
            out.println("Keep a copy in a safe place: with a new key, every MAAS needs a new keyring.");
            out.flush();
            return 0;
        } catch (IOException e) {
            throw new UsageException("--out " + target + ": cannot be written: " + e);
        }
    }
}
