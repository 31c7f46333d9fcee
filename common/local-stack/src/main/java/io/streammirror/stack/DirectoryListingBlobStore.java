package io.streammirror.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists all objects of a bucket, or those below a prefix, without their ETags. S3Proxy opens each file several times to
 * read its ETag and storage class, and the mirror uses neither of them.
 */
final class DirectoryListingBlobStore extends ForwardingBlobStore {
    /** S3Proxy keeps parts of uploads and old versions in the directory of the bucket, below names of this form. */
    private static final List<String> OWN_FILES = List.of(".mpus-", ".s3proxy-");

    private final Path root;

    /**
     * @param root the directory of the buckets
     */
    DirectoryListingBlobStore(BlobStore store, Path root) {
        super(store);
        this.root = root;
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        Path bucket = root.resolve(request.bucket());
        String prefix = request.prefix() == null ? "" : request.prefix();
        Path start = bucket.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1));
        boolean isInside = start.equals(start.normalize()) && start.startsWith(bucket);
        if (!isWhole(request) || !isInside || !Files.isDirectory(bucket)) {
            return super.list(request);
        }
        var lister = new Lister(bucket, prefix);
        try {
            Files.walkFileTree(start, lister);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lister.objects.sort(Comparator.comparing(S3Object::key));
        return ListObjectsV2Response.builder()
                .contents(lister.objects)
                .keyCount(lister.objects.size())
                .isTruncated(false)
                .build();
    }

    private static boolean isWhole(ListObjectsV2Request request) {
        return (request.delimiter() == null || request.delimiter().isEmpty())
                && request.maxKeys() == null
                && request.startAfter() == null
                && request.continuationToken() == null;
    }

    private static final class Lister extends SimpleFileVisitor<Path> {
        private final Path bucket;
        private final int keyStart;
        private final String prefix;
        private final List<S3Object> objects = new ArrayList<>();

        private Lister(Path bucket, String prefix) {
            this.bucket = bucket;
            this.keyStart = bucket.toString().length() + 1;
            this.prefix = prefix;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return isOwn(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String key = file.toString().substring(keyStart);
            if (key.startsWith(prefix) && !isOwn(file)) {
                objects.add(S3Object.builder()
                        .key(key)
                        .size(attributes.size())
                        .lastModified(Instant.ofEpochMilli(
                                attributes.lastModifiedTime().toMillis()))
                        .build());
            }
            return FileVisitResult.CONTINUE;
        }

        /** Objects may be deleted meanwhile, and a prefix without any object has no directory. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        private boolean isOwn(Path path) {
            return bucket.equals(path.getParent())
                    && OWN_FILES.stream()
                            .anyMatch(own -> path.getFileName().toString().startsWith(own));
        }
    }
}
