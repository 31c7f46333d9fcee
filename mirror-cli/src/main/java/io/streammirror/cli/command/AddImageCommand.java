package io.streammirror.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.image.ImageFile;
import io.streammirror.cli.image.OperatorsStore;
import io.streammirror.cli.progress.ByteFormat;
import io.streammirror.config.Settings;
import io.streammirror.config.SettingsReader;
import io.streammirror.maas.ImageKinds;
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

/** Adds a custom image: the files go to the store, and then the order to the publisher. */
@Command(
        name = "add-image",
        description = {
            "Publish an image of your own beside upstream's, in a stream of its own, until 'mirror remove-image'.",
            "It is boot-kernel, boot-initrd and squashfs (or root-image.gz), or one archive, root-tgz: MAAS 3.8 reads no"
                    + " others from a stream. The files go straight to the store; a manifest is made if none is given."
        })
final class AddImageCommand implements Callable<Integer> {
    @Mixin
    private OrderOptions order = new OrderOptions();

    @Option(names = "--mirror", paramLabel = "NAME", required = true, description = "Name of the mirror.")
    private String mirror = "";

    @Option(names = "--os", paramLabel = "NAME", required = true, description = "The system that is in it, as ubuntu.")
    private String os = "";

    @Option(
            names = "--release",
            paramLabel = "NAME",
            required = true,
            description = "A release of its own, as noble-gpu.")
    private String release = "";

    @Option(names = "--arch", paramLabel = "NAME", required = true, description = "Architecture, as amd64.")
    private String arch = "";

    @Option(names = "--subarch", paramLabel = "NAME", description = "Kernel line, as ga-24.04 (default: generic).")
    private @Nullable String subarch;

    @Option(
            names = "--subarches",
            paramLabel = "LIST",
            description = "All that machines may ask for, by commas (default: generic and the subarch).")
    private @Nullable String subarches;

    @Option(names = "--title", paramLabel = "TEXT", description = "Title for people (default: system and release).")
    private @Nullable String title;

    @Option(
            names = "--release-version",
            paramLabel = "TEXT",
            description = "Version of the release, as 24.04 (default: the release).")
    private @Nullable String releaseVersion;

    @Option(names = "--label", paramLabel = "TEXT", description = "Label (default: that of upstream's products).")
    private @Nullable String label;

    @Option(
            names = "--serial",
            paramLabel = "VERSION",
            description =
                    "Name of this version, of which MAAS takes the one that sorts last (default: today, as 20250718).")
    private @Nullable String serial;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description =
                    "Part of the stream's name, when upstream is a mirror with own images too (default: the mirror).")
    private @Nullable String namespace;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration that names the store; without it the store of the local stack.")
    private @Nullable Path config;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "KIND=FILE, a file whose name shows its kind, or a directory of such files.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        Settings settings = config == null ? null : SettingsReader.read(config, order.data(), System.getenv());
        List<ImageFile> files = ImageFile.read(arguments);
        ImageKinds.remarks(files.stream().map(ImageFile::kind).toList()).forEach(System.err::println);
        ObjectNode request = request(files);
        // Before gigabytes travel: whatever would be wrong then is wrong now.
        order.ask(mirror, "add-image", request.deepCopy().put("dry-run", "true"));
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

    private ObjectNode request(List<ImageFile> files) {
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("os", os)
                .put("release", release)
                .put("arch", arch)
                .put("serial", serial == null ? today() : serial);
        put(request, "subarch", subarch);
        put(request, "subarches", subarches);
        put(request, "title", title);
        put(request, "release-version", releaseVersion);
        put(request, "label", label);
        put(request, "namespace", namespace);
        ArrayNode list = request.putArray("files");
        files.forEach(file -> list.addObject()
                .put("kind", file.kind())
                .put("sha256", file.sha256().hex())
                .put("size", file.size()));
        return request;
    }

    private static void put(ObjectNode request, String field, @Nullable String value) {
        if (value != null) {
            request.put(field, value);
        }
    }

    private static String today() {
        return LocalDate.now(ZoneOffset.UTC).format(DateTimeFormatter.BASIC_ISO_DATE);
    }
}
