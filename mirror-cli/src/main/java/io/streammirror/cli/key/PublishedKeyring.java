package io.streammirror.cli.key;

import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.HttpAuthority;
import io.streammirror.lint.HttpSourceClient;
import io.streammirror.lint.NoAnswerException;
import io.streammirror.lint.SourceClient;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.KeyringException;
import java.net.URI;

/** The keyring that a publisher serves to its clients. */
public final class PublishedKeyring {
    /** A keyring of two keys has three kilobytes. */
    private static final long MAX_BYTES = 1_000_000;

    private PublishedKeyring() {}

    public static Keyring of(URI publisher) {
        if (HttpAuthority.of(publisher).isEmpty()) {
            throw new UsageException("--url: must be an http or https URL, such as http://mirror.example.org:8080");
        }
        URI keyring = publisher.resolve("/keys/mirror.gpg");
        try {
            SourceClient.Content answer =
                    new HttpSourceClient(EnvironmentProxies.read(System.getenv())).get(keyring, MAX_BYTES);
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
}
