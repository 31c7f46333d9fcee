package io.streammirror.stack;

import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.AbstractNio2BlobStore;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Writes parts that come with a CRC-32C, as a fetcher sends them, for less processor time than S3Proxy: in larger pieces,
 * and with SHA-256 instead of MD5 for their ETag. Processors compute SHA-256 more than twice as fast. S3 promises an MD5
 * as ETag to no client; those that send an MD5 get one, since S3Proxy takes their parts.
 *
 * <p>The body compares its bytes with the CRC-32C when it ends, and fails if they differ. Files and their attribute are
 * those of S3Proxy 4.1.0, which lists and completes the upload.
 */
final class PartWritingBlobStore extends ForwardingBlobStore {
    private static final int PIECE = 64 * 1024;

    /** S3Proxy keeps an ETag of 16 bytes in binary form. */
    private static final String ETAG_ATTRIBUTE = "user.content-md5";

    private static final int ETAG_LENGTH = 16;

    private final Path root;

    /**
     * @param root the directory of the buckets
     */
    PartWritingBlobStore(BlobStore store, Path root) {
        super(store);
        this.root = root;
    }

    @Override
    public UploadPartResponse uploadMultipartPart(MultipartUpload upload, UploadPartRequest request, InputStream body) {
        Path bucket = root.resolve(upload.containerName());
        Path part = bucket.resolve(
                AbstractNio2BlobStore.multipartPartName(upload.id(), upload.blobName(), request.partNumber()));
        boolean isInside = part.equals(part.normalize()) && part.startsWith(bucket);
        if (!isOfFetcher(request) || !isInside || !Files.isDirectory(bucket)) {
            return super.uploadMultipartPart(upload, request, body);
        }
        try {
            byte[] etag = write(body, part);
            return UploadPartResponse.builder()
                    .eTag(HexFormat.of().formatHex(etag))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfFetcher(UploadPartRequest request) {
        return request.checksumCRC32C() != null
                && request.contentMD5() == null
                && request.sseCustomerAlgorithm() == null;
    }

    /** The part appears under its name when it is whole; a temporary file of a killed process is deleted at the start. */
    private static byte[] write(InputStream body, Path part) throws IOException {
        Files.createDirectories(part.getParent());
        Path temporary = part.resolveSibling(part.getFileName() + "-" + UUID.randomUUID());
        try {
            byte[] etag = copy(body, temporary);
            Files.getFileAttributeView(temporary, UserDefinedFileAttributeView.class)
                    .write(ETAG_ATTRIBUTE, ByteBuffer.wrap(etag));
            Files.move(temporary, part, StandardCopyOption.ATOMIC_MOVE);
            return etag;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static byte[] copy(InputStream body, Path file) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        var piece = new byte[PIECE];
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            int length = body.readNBytes(piece, 0, PIECE);
            while (length > 0) {
                digest.update(piece, 0, length);
                ByteBuffer left = ByteBuffer.wrap(piece, 0, length);
                while (left.hasRemaining()) {
                    out.write(left);
                }
                length = body.readNBytes(piece, 0, PIECE);
            }
        }
        return Arrays.copyOf(digest.digest(), ETAG_LENGTH);
    }
}
