package io.streammirror.cli.command;

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

/** Leads through a change of the signing key. */
@Command(
        name = "rotate",
        description = {
            "Change the signing key without any MAAS refusing a tree; without options, say what comes next.",
            "A document never has two signatures: MAAS refuses one by a key that it does not know. So first every MAAS is"
                    + " given a keyring of both keys, then the new key signs alone."
        },
        exitCodeList = {
            "0:done",
            "1:unexpected failure, or the publisher cannot be reached",
            "2:usage, or not the time for this step"
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
            description = "Step 1: make the key to come, FILE.next; a publisher that starts then serves both keys.")
    private boolean prepare;

    @Option(
            names = "--switch",
            description = "Step 2, once every MAAS has the keyring of both: the key to come takes its place.")
    private boolean takeOver;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "With --switch: go on only if this publisher serves the key to come already.")
    private @Nullable URI url;

    @Override
    public Integer call() {
        if (prepare && takeOver) {
            throw new UsageException("--prepare and --switch exclude each other: between them every MAAS must be given"
                    + " the new keyring");
        }
        if (url != null && !takeOver) {
            throw new UsageException("--url goes with --switch only");
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

    /** A keyring that was fetched before the publisher knew of the key to come is of no use to any MAAS. */
    private void requireServed(KeyRotation rotation) {
        Optional<Fingerprint> coming = rotation.coming();
        if (url == null || coming.isEmpty()) {
            return;
        }
        if (!PublishedKeyring.of(url).fingerprints().contains(coming.get())) {
            throw new UsageException(url + " does not serve key " + coming.get()
                    + " yet, so no MAAS can have it: restart the publisher, and give every MAAS the new keyring");
        }
    }

    private void tellNext(KeyRotation rotation) {
        Fingerprint current = rotation.current();
        Optional<Fingerprint> coming = rotation.coming();
        PrintWriter out = spec.commandLine().getOut();
        out.println("Signing now   " + current);
        if (coming.isEmpty()) {
            out.println("No rotation has begun: 'mirror key rotate --prepare' begins one.");
        } else {
            out.println("To come       " + coming.get());
            out.println("1. Restart the publishers, each with both key files: /keys/mirror.gpg then holds both keys.");
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
                + ": they sign all trees anew, with this key alone.");
        out.println("The former key is in " + files.oldFile() + ": delete it once all is well.");
        out.flush();
    }
}
