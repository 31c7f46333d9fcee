package io.streammirror.store;

import java.time.Instant;

/**
 * A multipart upload that was neither completed nor given up.
 *
 * @param begun when, by the store's clock
 */
public record PendingUpload(String key, UploadId upload, Instant begun) {}
