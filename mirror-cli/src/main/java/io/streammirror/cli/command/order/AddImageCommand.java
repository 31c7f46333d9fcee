package io.streammirror.cli.command.order;

import io.streammirror.api.ImageRequest;
import io.streammirror.cli.command.option.OrderOptions;
import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.image.ImageFile;
import io.streammirror.cli.image.OperatorsStore;
import io.streammirror.cli.progress.ByteFormat;
import io.streammirror.config.Settings;
import io.streammirror.config.SettingsReader;
import io.streammirror.maas.ImageKinds;
import io.streammirror.simplestreams.VersionName;
import io.streammirror.store.StoreException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a custom image: sends its files to the store, then the order to the publisher. */
@Command(
        name = "add-image",
        description = {
            "Publish a custom image in a stream of its own until 'mirror remove-image'.",
            "An image is boot-kernel, boot-initrd and squashfs (or root-image.gz), or one archive, root-tgz. MAAS 3.8"
                    + " reads no other files from a stream. The files go directly to the store. A missing manifest is created."
        })
public final class AddImageCommand implements Callable<Integer> {
    @Mixin
    private OrderOptions order = new OrderOptions();

    @Option(names = "--mirror", paramLabel = "NAME", required = true, description = "Name of the mirror.")
    private String mirror = "";

    @Option(
            names = "--os",
            paramLabel = "NAME",
            required = true,
            description = "The system in the image, such as ubuntu.")
    private String os = "";

    @Option(
            names = "--release",
            paramLabel = "NAME",
            required = true,
            description = "A release of its own, such as noble-gpu.")
    private String release = "";

    @Option(names = "--arch", paramLabel = "NAME", required = true, description = "Architecture, such as amd64.")
    private String arch = "";

    @Option(
            names = "--subarch",
            paramLabel = "NAME",
            description = "Subarchitecture, such as ga-24.04 (default: generic).")
    private @Nullable String subarch;

    @Option(
            names = "--subarches",
            paramLabel = "LIST",
            description =
                    "Subarchitectures of machines that can use it, separated by commas (default: generic and the subarch).")
    private @Nullable String subarches;

    @Option(names = "--title", paramLabel = "TEXT", description = "Title (default: operating system and release).")
    private @Nullable String title;

    @Option(
            names = "--release-version",
            paramLabel = "TEXT",
            description = "Version of the release, such as 24.04 (default: the release).")
    private @Nullable String releaseVersion;

    @Option(names = "--label", paramLabel = "TEXT", description = "Label (default: the label of upstream's products).")
    private @Nullable String label;

    @Option(
            names = "--serial",
            paramLabel = "VERSION",
            description = "Name of this version; MAAS uses the one that sorts last (default: today, such as 20250718).")
    private @Nullable VersionName serial;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description =
                    "Part of the stream's name; change it if upstream uses the same (default: the mirror's name).")
    private @Nullable String namespace;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration that names the store (default: the store of the local stack).")
    private @Nullable Path config;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "KIND=FILE, a file named after its kind, or a directory of such files.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        Settings settings = config == null ? null : SettingsReader.read(config, order.data(), System.getenv());
        List<ImageFile> files = ImageFile.read(arguments);
        ImageRequest request = request(files);
        ImageKinds.remarks(files.stream().map(ImageFile::kind).toList()).forEach(System.err::println);
        // Checked before gigabytes are sent.
        order.send(mirror, "add-image", request.asDryRun());
        try (var store = OperatorsStore.open(settings, order.data())) {
            for (ImageFile file : files) {
                boolean sent = file.send(store);
                System.out.println(file.kind() + "  " + ByteFormat.of(file.size()) + "  " + file.file()
                        + (sent ? "" : "  (stored already)"));
            }
        } catch (StoreException e) {
            throw new CommandException(ExitCode.FAILED, "the files cannot be stored: " + e.getMessage(), e);
        }
        return order.give(mirror, "add-image", request);
    }

    private ImageRequest request(List<ImageFile> files) {
        return new ImageRequest(
                os,
                release,
                arch,
                serial == null ? today() : serial,
                namespace,
                subarch,
                subarches,
                title,
                releaseVersion,
                label,
                files.stream()
                        .map(file -> new ImageRequest.File(file.kind(), file.sha256(), file.size()))
                        .toList(),
                false,
                order.who(),
                order.why());
    }

    private static VersionName today() {
        return new VersionName(LocalDate.now(ZoneOffset.UTC).format(DateTimeFormatter.BASIC_ISO_DATE));
    }
}
