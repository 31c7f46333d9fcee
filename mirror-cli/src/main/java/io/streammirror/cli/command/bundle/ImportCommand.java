package io.streammirror.cli.command.bundle;

import io.streammirror.api.ImportRequest;
import io.streammirror.api.OrderResult;
import io.streammirror.bundle.BundleDirectories;
import io.streammirror.bundle.BundleException;
import io.streammirror.bundle.BundleIntake;
import io.streammirror.bundle.BundleRun;
import io.streammirror.bundle.BundledBlob;
import io.streammirror.bundle.ImportTargets;
import io.streammirror.bundle.IntakeResult;
import io.streammirror.bundle.PartFiles;
import io.streammirror.bundle.SignedManifest;
import io.streammirror.bundle.SiteReport;
import io.streammirror.bundle.SiteReports;
import io.streammirror.cli.bundle.BundleText;
import io.streammirror.cli.bundle.StoreSpace;
import io.streammirror.cli.command.option.OrderOptions;
import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.cli.image.OperatorsStore;
import io.streammirror.cli.progress.ByteFormat;
import io.streammirror.cli.progress.CopyProgress;
import io.streammirror.config.Settings;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobInventory;
import io.streammirror.store.Blobs;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import io.streammirror.text.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies bundles, stores their blobs, and has the publisher follow them. */
@Command(
        name = "import",
        description = {
            "Take bundles in: verify the manifest, store every good blob, then publish.",
            "Parts may come in any order and any number of times. What is missing is listed; run it again with the"
                    + " rest."
        },
        exitCodeList = {
            "0:done; the bundle is followed",
            "1:the store, the medium or the publisher failed; what was stored stays",
            "2:wrong usage or configuration",
            "3:the signature is not trusted, or the guard holds the change",
            "4:blobs are missing; all good ones are stored"
        })
public final class ImportCommand implements Callable<Integer> {
    @Mixin
    private OrderOptions order = new OrderOptions();

    @Mixin
    private SiteOptions site = new SiteOptions();

    @Option(
            names = "--mirror",
            paramLabel = "NAME",
            description = "The mirror that takes the bundle (default: those with the names of the sender's mirrors).")
    private @Nullable String mirror;

    @Option(names = "--check", description = "Verify the manifest and every blob, and store nothing.")
    private boolean check;

    @Option(
            names = "--missing",
            paramLabel = "FILE",
            description = "Write the hashes of missing blobs to this file, for 'mirror export --only'.")
    private @Nullable Path missing;

    @Option(
            names = "--receipt",
            paramLabel = "FILE",
            description = "Write the signed receipt to this file (default: receipt.asc); it is the next request too.")
    private Path receipt = Path.of("receipt.asc");

    @Option(names = "--no-receipt", description = "Write no receipt.")
    private boolean noReceipt;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Directories that have the bundle, or parts of it.")
    private List<Path> places = List.of();

    @Override
    public Integer call() {
        Settings settings = site.requiredSettings(order.data());
        List<ImportTargets> bundles = bundles(settings);
        try {
            if (check) {
                return check(bundles).code();
            }
            // Before hours of copying: a receipt that cannot be signed or written is found out now.
            Optional<SigningKey> key = noReceipt ? Optional.empty() : Optional.of(receiptKey(settings));
            try (var store = OperatorsStore.open(settings, order.data())) {
                requireSpace(settings, bundles, store);
                return take(bundles, store, key).code();
            }
        } catch (BundleException e) {
            throw new CommandException(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
        } catch (StoreException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "the store failed: " + e.getMessage()
                            + "; what was stored stays: make room or repair the store, then import again",
                    e);
        }
    }

    private SigningKey receiptKey(Settings settings) {
        Path directory = receipt.toAbsolutePath().getParent();
        if (directory == null || !Files.isWritable(directory)) {
            throw new UsageException("--receipt " + receipt + ": nothing can be written there; name another file, or"
                    + " use --no-receipt");
        }
        try {
            return site.key(settings, order.data());
        } catch (UsageException e) {
            throw new UsageException(e.getMessage() + ", or use --no-receipt");
        }
    }

    /** Only the local stack says how much room its store has. */
    private void requireSpace(Settings settings, List<ImportTargets> bundles, ObjectStore store) {
        if (settings.store().endpoint().isEmpty()) {
            BlobInventory inventory = BlobInventory.read(store);
            StoreSpace.require(
                    order.data(),
                    bundles.stream()
                            .flatMap(bundle -> bundle.signed().manifest().carried()),
                    inventory);
        }
    }

    /** The bundles, oldest first. */
    private List<ImportTargets> bundles(Settings settings) {
        try {
            return BundleDirectories.manifests(places).stream()
                    .map(bytes -> ImportTargets.of(bytes, settings, mirror, Clock.systemUTC()))
                    .sorted(Comparator.comparing(
                            (ImportTargets bundle) -> bundle.signed().manifest().created()))
                    .toList();
        } catch (BundleException e) {
            throw new CommandException(ExitCode.REFUSED, String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private ExitCode check(List<ImportTargets> bundles) {
        var missing = new LinkedHashSet<Sha256>();
        for (ImportTargets bundle : bundles) {
            BundleText.of(bundle.signed(), "trusted").forEach(System.out::println);
            IntakeResult result;
            try (var progress = progress("verified", bundle)) {
                result = intake(bundle, progress).check();
            }
            System.out.println(
                    "intact       " + result.stored().size() + " blobs, " + ByteFormat.of(result.storedBytes()));
            BundleText.missing(result).forEach(System.out::println);
            missing.addAll(BundleRun.missing(result));
        }
        return report(missing);
    }

    private ExitCode take(List<ImportTargets> bundles, ObjectStore store, Optional<SigningKey> key) {
        List<BundleRun> runs = stored(bundles, store);
        var codes = new ArrayList<ExitCode>();
        var missing = new LinkedHashSet<Sha256>();
        for (BundleRun run : runs) {
            BundleText.missing(run.left()).forEach(System.out::println);
            missing.addAll(run.missing());
            if (run.left().isWhole()) {
                codes.add(follow(run, store));
            }
        }
        if (key.isPresent()) {
            List<SiteReport.Receipt> receipts =
                    runs.stream().map(BundleRun::receipt).toList();
            new SiteReports(store, key.get(), Clock.systemUTC()).receipt(receipts, receipt);
            System.out.println("receipt      " + receipt + ", which is the next request too");
        }
        codes.add(report(missing));
        return ExitCode.worst(codes);
    }

    /** All blobs of all bundles first: one bundle may have what another one needs. */
    private List<BundleRun> stored(List<ImportTargets> bundles, ObjectStore store) {
        var taken = new ArrayList<IntakeResult>();
        for (ImportTargets bundle : bundles) {
            IntakeResult result;
            try (var progress = progress("imported", bundle)) {
                result = intake(bundle, progress).into(store);
            }
            System.out.println("bundle " + bundle.signed().sha256().abbreviated() + ": "
                    + result.stored().size() + " blobs stored, " + ByteFormat.of(result.storedBytes()) + "; "
                    + result.present() + " were there");
            taken.add(result);
        }
        var runs = new ArrayList<BundleRun>();
        for (int i = 0; i < bundles.size(); i++) {
            IntakeResult left = intake(bundles.get(i), bytes -> {}).missingIn(store);
            runs.add(new BundleRun(bundles.get(i), taken.get(i), left));
        }
        return runs;
    }

    private static CopyProgress progress(String done, ImportTargets bundle) {
        return CopyProgress.of(
                done,
                bundle.signed()
                        .manifest()
                        .carried()
                        .mapToLong(BundledBlob::size)
                        .sum());
    }

    private BundleIntake intake(ImportTargets bundle, LongConsumer progress) {
        PartFiles files = PartFiles.of(bundle.signed().manifest(), BundleDirectories.directories(places));
        files.foreign().forEach(reason -> System.out.println("left out     " + SafeText.line(reason)));
        return new BundleIntake(bundle.signed(), files, progress);
    }

    private ExitCode follow(BundleRun run, ObjectStore store) {
        SignedManifest signed = run.bundle().signed();
        new Blobs(store).storeDocument(signed.bytes(), "application/pgp-signature");
        var codes = new ArrayList<ExitCode>();
        run.bundle().targets().forEach((into, publication) -> {
            OrderResult given = order.giveAndAnswer(
                    into.value(),
                    "import",
                    new ImportRequest(order.who(), order.why(), signed.sha256(), publication.mirror()));
            boolean held = LivePublications.state(store).mirror(into).held() != null;
            if (held) {
                run.held(into, given.sequence(), SafeText.line(given.message()));
            } else {
                run.followed(into, given.sequence());
            }
            codes.add(held ? ExitCode.REFUSED : ExitCode.DONE);
        });
        return ExitCode.worst(codes);
    }

    private ExitCode report(Collection<Sha256> hashes) {
        if (hashes.isEmpty()) {
            return ExitCode.DONE;
        }
        if (missing != null) {
            try {
                Files.write(missing, hashes.stream().map(Sha256::hex).toList());
            } catch (IOException e) {
                throw new CommandException(
                        ExitCode.FAILED, "--missing " + missing + " cannot be written: " + SafeText.line(e), e);
            }
        }
        System.err.println(
                "mirror: " + hashes.size() + " blobs are missing, so the bundle is not published yet. Find the"
                        + " missing parts and import again, or ask the sender for 'mirror export --only LIST'"
                        + (missing == null ? "; --missing FILE writes the list" : " with the list " + missing));
        return ExitCode.INCOMPLETE;
    }
}
