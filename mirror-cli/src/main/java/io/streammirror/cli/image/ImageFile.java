package io.streammirror.cli.image;

import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.maas.ImageKinds;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobUpload;
import io.streammirror.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One file of a custom image.
 *
 * @param kind as MAAS calls it
 * @param size in bytes
 */
public record ImageFile(String kind, Path file, Sha256 sha256, long size) {
    /**
     * Hashes all files, without reading a whole file into memory.
     *
     * @param arguments each {@code KIND=FILE}, a file named after its kind, or a directory of such files
     * @throws UsageException when they are no image that MAAS reads
     */
    public static List<ImageFile> read(List<String> arguments) {
        var named = new ArrayList<Named>();
        arguments.forEach(argument -> named.addAll(Named.of(argument)));
        try {
            ImageKinds.shapeOf(named.stream().map(Named::kind).toList());
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        return named.stream().map(ImageFile::hashed).toList();
    }

    private record Named(String kind, Path file) {
        static List<Named> of(String argument) {
            Path path = Path.of(argument);
            int equals = argument.indexOf('=');
            if (equals > 0 && !Files.exists(path)) {
                return List.of(new Named(argument.substring(0, equals), Path.of(argument.substring(equals + 1))));
            }
            if (!Files.isDirectory(path)) {
                return List.of(byName(path));
            }
            try (Stream<Path> files = Files.list(path)) {
                return files.filter(Files::isRegularFile)
                        .sorted()
                        .map(Named::byName)
                        .toList();
            } catch (IOException e) {
                throw unreadable(path, e);
            }
        }

        private static Named byName(Path file) {
            return new Named(KindOfFile.of(String.valueOf(file.getFileName())), file);
        }
    }

    private static ImageFile hashed(Named named) {
        try (var in = new DigestInputStream(Files.newInputStream(named.file()), Sha256.newDigest())) {
            long size = in.transferTo(OutputStream.nullOutputStream());
            if (size == 0) {
                throw new UsageException(named.file() + " is empty");
            }
            Sha256 sha256 = Sha256.ofDigest(in.getMessageDigest().digest());
            return new ImageFile(named.kind(), named.file(), sha256, size);
        } catch (IOException e) {
            throw unreadable(named.file(), e);
        }
    }

    /**
     * Stores the file under its hash.
     *
     * @return false when the store has it already
     */
    public boolean send(ObjectStore store) {
        try (InputStream in = Files.newInputStream(file)) {
            return BlobUpload.send(store, sha256, size, in);
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, file + " cannot be sent: " + e.getMessage(), e);
        }
    }

    private static UsageException unreadable(Path file, IOException e) {
        return new UsageException(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
}
