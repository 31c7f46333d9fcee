package io.streammirror.cli.command.bundle;

import io.streammirror.bundle.BundleException;
import io.streammirror.bundle.BundleExport;
import io.streammirror.bundle.BundleManifest;
import io.streammirror.bundle.BundlePart;
import io.streammirror.bundle.PublishedFiles;
import io.streammirror.bundle.TreeExport;
import io.streammirror.cli.command.option.DataOption;
import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.cli.image.OperatorsStore;
import io.streammirror.cli.progress.ByteFormat;
import io.streammirror.cli.progress.CopyProgress;
import io.streammirror.config.KeyConverters;
import io.streammirror.config.Settings;
import io.streammirror.openpgp.Signer;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Writes live publications as a bundle for a site without a network. */
@Command(
        name = "export",
        description = {
            "Write the live publications of mirrors as a bundle: tar parts and a signed manifest.",
            "The bundle is complete when its directory has manifest.asc. An interrupted export is simply run again."
        },
        exitCodeList = {
            "0:done",
            "1:the store or the medium failed; the directory has no bundle",
            "2:wrong usage, or nothing is published"
        })
public final class ExportCommand implements Callable<Integer> {
    @Mixin
    private SiteOptions site = new SiteOptions();

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private DeltaOptions delta = new DeltaOptions();

    @Option(
            names = "--mirror",
            paramLabel = "NAME",
            required = true,
            description = "Name of a mirror; repeat it for several mirrors in one bundle.")
    private List<String> mirrors = List.of();

    @Option(
            names = "--split",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "The largest size of a part (default: 3.9 GiB, which FAT32 can hold).")
    private long split = BundleExport.DEFAULT_PART_BYTES;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}: a bundle (default), or plain files that any web server can serve.")
    private Format format = Format.BUNDLE;

    @Option(names = "--dry-run", description = "Say what would be carried, and write nothing.")
    private boolean dryRun;

    @Parameters(paramLabel = "DIR", description = "Empty directory for the bundle, such as one on a USB disk.")
    private Path directory = Path.of("");

    /** What is written. */
    enum Format {
        BUNDLE,
        TREE
    }

    @Override
    public Integer call() {
        Settings settings = site.settings(data.directory());
        if (split < BundleExport.MIN_PART_BYTES) {
            throw new UsageException("--split " + split + ": a part must have at least 1M");
        }
        if (format == Format.TREE && (delta.isGiven() || mirrors.size() != 1 || dryRun)) {
            throw new UsageException("--format tree takes one --mirror and nothing else: it writes what is missing");
        }
        // Before hours of copying: a key that cannot be read is found out now.
        Optional<SigningKey> key =
                format == Format.TREE ? Optional.empty() : Optional.of(site.key(settings, data.directory()));
        try (var store = OperatorsStore.open(settings, data.directory())) {
            return key.isPresent() ? export(store, key.get()) : exportTree(store);
        } catch (BundleException e) {
            throw new CommandException(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
        } catch (StoreException e) {
            throw new CommandException(ExitCode.FAILED, "the store failed: " + e.getMessage() + "; export again", e);
        }
    }

    private int exportTree(ObjectStore store) {
        PublishedFiles publication = LivePublications.read(store, mirrors).get(0);
        TreeExport.Result result = new TreeExport(publication).write(store, directory);
        System.out.println("publication " + publication.id().abbreviated() + " is in " + directory + ": "
                + result.written() + " files written, " + ByteFormat.of(result.bytes()) + "; " + result.kept()
                + " were there");
        return ExitCode.DONE.code();
    }

    private int export(ObjectStore store, SigningKey key) {
        Clock clock = Clock.systemUTC();
        List<PublishedFiles> publications = LivePublications.read(store, mirrors);
        var export = delta.export(store, publications, split);
        BundleExport.Plan plan = export.plan();
        publications.forEach(publication ->
                System.out.println("publication " + publication.id().abbreviated() + " of mirror "
                        + publication.mirror() + ", updated " + publication.updated()));
        System.out.println("to carry: " + plan.blobs().size() + " blobs, " + ByteFormat.of(plan.bytes())
                + "; assumed to be there: " + plan.assumed().size() + " blobs");
        if (dryRun) {
            return ExitCode.DONE.code();
        }
        BundleManifest manifest;
        try (var progress = CopyProgress.of("exported", plan.bytes())) {
            manifest = export.write(
                    store,
                    directory,
                    new Signer(key, clock),
                    key.publicKeyring(),
                    clock.instant().truncatedTo(ChronoUnit.SECONDS),
                    progress);
        }
        for (BundlePart part : manifest.parts()) {
            System.out.println(directory.resolve(part.fileName()) + "  " + ByteFormat.of(part.size()));
        }
        System.out.println("The bundle is complete in " + directory + ", signed by " + key.fingerprint());
        return ExitCode.DONE.code();
    }

    /** Reads sizes as the configuration does. */
    static final class SizeConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return new KeyConverters.Size().convert(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
