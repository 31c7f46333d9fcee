package io.streammirror.bundle;

import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectReader;
import io.streammirror.store.StoreKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Writes a publication as plain files, which any web server can serve as a boot source. Files that are there already are kept. Documents
 * come after the items that they name, and the index comes last, so a reader never meets a name without its file.
 *
 * <p>Files of earlier publications stay.
 */
public final class TreeExport {
    private static final String INDEX = "streams/v1/index.";

    private final PublishedFiles publication;

    public TreeExport(PublishedFiles publication) {
        this.publication = publication;
    }

    /**
     * What was done.
     *
     * @param written files that were missing or different
     * @param kept files that were right already
     * @param bytes of the written files
     */
    public record Result(int written, int kept, long bytes) {}

    /**
     * Brings the directory to the state of the publication.
     *
     * @throws BundleException when the directory cannot be written, or a blob is damaged
     */
    public Result write(ObjectReader store, Path directory) {
        int written = 0;
        int kept = 0;
        long bytes = 0;
        try {
            Files.createDirectories(directory);
            for (Map.Entry<ItemPath, PublishedFiles.File> file : inOrder()) {
                Path target = target(directory, file.getKey());
                if (isRight(target, file.getValue())) {
                    kept++;
                } else {
                    copy(store, file.getValue(), target);
                    written++;
                    bytes += file.getValue().size();
                }
            }
        } catch (IOException e) {
            throw new BundleException(
                    "the tree cannot be written to " + directory + ": " + e.getMessage()
                            + "; free space there, and export again",
                    e);
        }
        return new Result(written, kept, bytes);
    }

    private List<Map.Entry<ItemPath, PublishedFiles.File>> inOrder() {
        return publication.files().entrySet().stream()
                .sorted(Comparator.comparingInt(file -> rank(file.getKey())))
                .toList();
    }

    private static int rank(ItemPath path) {
        if (path.value().startsWith(INDEX)) {
            return 2;
        }
        return PublishedFiles.isDocument().test(path) ? 1 : 0;
    }

    private static Path target(Path directory, ItemPath path) {
        Path target = directory.resolve(path.value()).normalize();
        if (!target.startsWith(directory.normalize())) {
            throw new BundleException("path " + path + " leads out of the directory");
        }
        return target;
    }

    private static boolean isRight(Path target, PublishedFiles.File file) throws IOException {
        if (!Files.isRegularFile(target) || Files.size(target) != file.size()) {
            return false;
        }
        try (InputStream in = Files.newInputStream(target)) {
            return hash(in, OutputStream.nullOutputStream()).equals(file.sha256());
        }
    }

    private static void copy(ObjectReader store, PublishedFiles.File file, Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(target + " has no directory");
        }
        Files.createDirectories(folder);
        Path temporary = target.resolveSibling(target.getFileName() + ".partial");
        try (InputStream in = store.open(StoreKeys.blob(file.sha256()), 0);
                FileChannel channel = FileChannel.open(
                        temporary,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            Sha256 actual = hash(in, Channels.newOutputStream(channel));
            if (!actual.equals(file.sha256())) {
                throw new BundleException("blob " + file.sha256() + " is damaged in the store");
            }
            channel.force(true);
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        DurableFile.syncDirectory(folder);
    }

    private static Sha256 hash(InputStream in, OutputStream target) throws IOException {
        try (var digesting = new DigestInputStream(in, Sha256.newDigest())) {
            digesting.transferTo(target);
            return Sha256.ofDigest(digesting.getMessageDigest().digest());
        }
    }
}
