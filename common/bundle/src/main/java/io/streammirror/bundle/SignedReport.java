package io.streammirror.bundle;

import io.streammirror.codec.Json;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.KeyringException;
import io.streammirror.openpgp.SignatureRefusedException;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.openpgp.Signer;
import io.streammirror.openpgp.UnverifiedText;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.text.SafeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

/**
 * A request or receipt with the signature over it.
 *
 * @param sha256 of the signed file; a bundle that answers it names it
 */
public record SignedReport(SiteReport report, Sha256 sha256) {
    /** A store of 200,000 blobs has a report of about 14 MB. */
    private static final int MAX_BYTES = 128 << 20;

    /**
     * Signs a report and writes it, whole or not at all.
     *
     * @throws BundleException when the file cannot be written
     */
    public static void write(SiteReport report, Signer signer, Path file) {
        Path absolute = file.toAbsolutePath();
        Path directory = absolute.getParent();
        Path name = absolute.getFileName();
        if (directory == null || name == null) {
            throw new BundleException(file + " is no name of a file");
        }
        try {
            DurableFile.write(directory, name.toString(), signer.clearSign(Json.pretty(report)));
        } catch (IOException e) {
            throw new BundleException(file + " cannot be written: " + SafeText.line(e), e);
        }
    }

    /**
     * Reads a report. The key inside it shows that it is undamaged. No more is needed: a false report leads to a bundle
     * that lacks something for its receiver, and to nothing else.
     *
     * @throws BundleException when the file is damaged, or is none
     */
    public static SignedReport read(Path file, Clock clock) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new BundleException(file + " is too large for a request");
            }
            return open(Files.readAllBytes(file), clock);
        } catch (IOException e) {
            throw new BundleException(file + " cannot be read: " + SafeText.line(e), e);
        } catch (SignatureRefusedException | KeyringException | IllegalArgumentException | UncheckedIOException e) {
            throw new BundleException(
                    file + " is no intact request or receipt: " + SafeText.line(e.getMessage())
                            + "; bring the file again",
                    e);
        }
    }

    private static SignedReport open(byte[] bytes, Clock clock) {
        byte[] claimed = UnverifiedText.of(bytes).orElseThrow(() -> new IllegalArgumentException("it is not signed"));
        SiteReport report = Json.read(claimed, SiteReport.class);
        Keyring inside = Keyring.parse(report.siteKey().getBytes(StandardCharsets.UTF_8));
        new SignatureVerifier(inside, Set.of(report.site()), Set.of(), clock).verifyClearSigned(bytes);
        return new SignedReport(report, Sha256.of(bytes));
    }
}
