package io.streammirror.cli.readback;

import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.progress.ByteFormat;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.HttpCalls;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.KeyringException;
import io.streammirror.text.SafeText;
import io.streammirror.upstream.MetadataReader;
import io.streammirror.upstream.UpstreamException;
import io.streammirror.upstream.http.HttpMetadataReader;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Locale;
import java.util.function.Consumer;

/** Reads every mirror of a publisher back, as MAAS does, and prints the result. */
public final class MaasReadBack implements ReadBack {
    /** Key files have a few kilobytes. */
    private static final long MAX_KEYRING_BYTES = 1_000_000;

    private final HttpCalls http = new HttpCalls();
    private final MetadataReader documents = new HttpMetadataReader(EnvironmentProxies.NONE);
    private final TreeReadBack trees;
    private final Consumer<String> out;
    private final Consumer<String> err;
    private final Clock clock;

    public MaasReadBack(Clock clock, Consumer<String> out, Consumer<String> err) {
        this.trees = new TreeReadBack(new ItemDownload(http, ItemDownload.MAAS_IDLE_TIMEOUT), clock);
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    @Override
    public ExitCode check(URI publicUrl, Settings settings) {
        var codes = new ArrayList<ExitCode>();
        for (MirrorSettings mirror : settings.mirrors().values()) {
            codes.add(check(publicUrl, mirror));
        }
        return ExitCode.worst(codes);
    }

    private ExitCode check(URI publicUrl, MirrorSettings mirror) {
        URI base = publicUrl.resolve(mirror.path() + "/");
        try {
            if (!new PublishedIndex(http, base).exists()) {
                if (!mirror.isPolled()) {
                    out.accept("Nothing is " + (mirror.isPromoted() ? "promoted" : "imported") + " into "
                            + mirror.name() + " yet, so there is nothing to read back");
                    return ExitCode.DONE;
                }
                err.accept("Nothing is published yet of " + mirror.name());
                return ExitCode.INCOMPLETE;
            }
        } catch (IOException e) {
            err.accept("Read back " + mirror.name() + ": the index cannot be read: " + SafeText.line(e));
            return ExitCode.FAILED;
        }
        long start = clock.millis();
        TreeReadBack.Report report;
        try {
            report = trees.read(base, keyring(publicUrl));
        } catch (UpstreamException | KeyringException e) {
            err.accept("The published key cannot be read: " + SafeText.reason(e));
            return ExitCode.FAILED;
        }
        report.faults().forEach(fault -> err.accept("Read back " + mirror.name() + ": " + SafeText.line(fault)));
        out.accept(String.format(
                Locale.ROOT,
                "Read back %s as MAAS does: %d products, %d versions; %d items of the newest, %s, in %.1f s: %s",
                mirror.name(),
                report.products(),
                report.versions(),
                report.items(),
                ByteFormat.of(report.bytes()),
                (clock.millis() - start) / 1000.0,
                report.allRight() ? "signatures, sizes and hashes are right" : "NOT RIGHT"));
        return report.allRight() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private Keyring keyring(URI publicUrl) {
        MetadataReader.Answer answer = documents.read(publicUrl.resolve("/keys/mirror.gpg"), MAX_KEYRING_BYTES, null);
        if (answer instanceof MetadataReader.Answer.Document document) {
            return Keyring.parse(document.bytes());
        }
        throw new UpstreamException.Unreachable("the publisher did not answer with its keyring");
    }
}
