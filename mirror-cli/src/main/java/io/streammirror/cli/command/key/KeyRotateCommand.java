package io.streammirror.cli.command.key;

import io.streammirror.cli.exit.UsageException;
import io.streammirror.cli.key.KeyRotation;
import io.streammirror.cli.key.PublishedKeyring;
import io.streammirror.openpgp.Fingerprint;
import io.streammirror.openpgp.keys.KeyFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Rotates the signing key in two steps. */
@Command(
        name = "rotate",
        description = {
            "Rotate the signing key so that no MAAS refuses a tree. Without options, print the next step.",
            "A document has one signature only, because MAAS refuses a signature by an unknown key. So first every MAAS"
                    + " gets a keyring with both keys, then the new key signs alone."
        },
        exitCodeList = {
            "0:done",
            "1:unexpected failure, or the publisher cannot be reached",
            "2:wrong usage, or the step is out of order"
        })
final class KeyRotateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private KeyFileOptions keyFile = new KeyFileOptions();

    @Mixin
    private NewKeyOptions options = new NewKeyOptions();

    @Option(
            names = "--prepare",
            description = "Step 1: create the next key, FILE.next. Publishers that start then serve both keys.")
    private boolean prepare;

    @Option(
            names = "--switch",
            description = "Step 2, when every MAAS has the keyring with both keys: sign with the next key.")
    private boolean takeOver;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "With --switch: continue only if this publisher serves the next key already.")
    private @Nullable URI url;

    @Override
    public Integer call() {
        if (prepare && takeOver) {
            throw new UsageException(
                    "--prepare and --switch exclude each other: between them every MAAS must get" + " the new keyring");
        }
        if (url != null && !takeOver) {
            throw new UsageException("--url needs --switch");
        }
        KeyFiles files = keyFile.files();
        var rotation = new KeyRotation(files);
        try {
            if (prepare) {
                rotation.prepare(options.newKey());
            }
            if (takeOver) {
                requireServed(rotation);
                tellTakenOver(rotation.takeOver(), files);
            } else {
                tellNext(rotation);
            }
        } catch (IOException e) {
            throw new UsageException(files.keyFile() + ": cannot be changed: " + e);
        }
        return 0;
    }

    /** A keyring that was fetched before the publisher served the next key does not contain it. */
    private void requireServed(KeyRotation rotation) {
        Optional<Fingerprint> coming = rotation.coming();
        if (url == null || coming.isEmpty()) {
            return;
        }
        if (!PublishedKeyring.of(url).fingerprints().contains(coming.get())) {
            throw new UsageException(url + " does not serve key " + coming.get()
                    + " yet, so no MAAS can have it: restart the publisher, then give every MAAS the new keyring");
        }
    }

    private void tellNext(KeyRotation rotation) {
        Fingerprint current = rotation.current();
        Optional<Fingerprint> coming = rotation.coming();
        PrintWriter out = spec.commandLine().getOut();
        out.println("Current key   " + current);
        if (coming.isEmpty()) {
            out.println("No rotation is in progress. Start one with 'mirror key rotate --prepare'.");
        } else {
            out.println("Next key      " + coming.get());
            out.println(
                    "1. Restart the publishers, each with both key files: /keys/mirror.gpg then contains both keys.");
            out.println("2. Give every MAAS that keyring; 'mirror key show --url PUBLISHER' shows it.");
            out.println(
                    "3. When every MAAS has it: 'mirror key rotate --switch --url PUBLISHER', and restart the publishers.");
        }
        out.flush();
    }

    private void tellTakenOver(Fingerprint now, KeyFiles files) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Signing key   " + now);
        out.println("Restart the publishers, each with " + files.keyFile() + " and " + files.replacesFile()
                + ": they sign all trees again, with this key only.");
        out.println("The old key is in " + files.oldFile() + ": delete it when everything works.");
        out.flush();
    }
}
