package io.streammirror.fetcher.claim;

import io.streammirror.codec.Json;
import io.streammirror.store.UploadId;
import io.streammirror.store.UploadedPart;
import io.streammirror.text.SafeText;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The JSON of a checkpoint; part numbers are not written, since the parts are in order. */
final class CheckpointCodec {
    /** Raised only if older fetchers could not read the new form. */
    private static final String FORMAT = "upload-step:1";

    private static final Logger LOG = Logger.getLogger(CheckpointCodec.class);

    private CheckpointCodec() {}

    static byte[] encode(Checkpoint checkpoint) {
        return Json.pretty(new Form(
                FORMAT,
                checkpoint.holder(),
                checkpoint.expires(),
                checkpoint.progress().map(CheckpointCodec::form).orElse(null)));
    }

    /** Reads what {@link #encode} wrote, or an earlier version did; empty for anything else. */
    static Optional<Checkpoint> decode(String key, byte[] bytes) {
        try {
            Form form = Json.read(bytes, Form.class);
            if (!FORMAT.equals(form.format())) {
                throw new IllegalArgumentException("its format is '" + form.format() + "', not '" + FORMAT + "'");
            }
            return Optional.of(new Checkpoint(
                    Json.required(form.holder(), "holder"),
                    Json.required(form.expires(), "expires"),
                    Optional.ofNullable(form.progress()).map(CheckpointCodec::progress)));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            LOG.warnf(
                    "A checkpoint cannot be read and counts as lost, the item starts over object=%s reason=%s",
                    key, SafeText.reason(e));
            return Optional.empty();
        }
    }

    private static ProgressForm form(Progress progress) {
        return new ProgressForm(
                progress.upload().value(),
                progress.partSize(),
                progress.parts().stream().map(UploadedPart::etag).toList(),
                progress.digests(),
                progress.source(),
                progress.validator());
    }

    private static Progress progress(ProgressForm form) {
        List<String> etags = Json.required(form.etags(), "etags");
        List<UploadedPart> parts = IntStream.range(0, etags.size())
                .mapToObj(i -> new UploadedPart(i + 1, etags.get(i)))
                .toList();
        return new Progress(
                new UploadId(Json.required(form.upload(), "upload")),
                form.partSize(),
                parts,
                Json.required(form.digests(), "digests"),
                Json.required(form.source(), "source"),
                Json.required(form.validator(), "validator"));
    }

    private record Form(
            String format,
            String holder,
            Instant expires,
            @Nullable ProgressForm progress) {}

    private record ProgressForm(
            String upload,
            int partSize,
            List<String> etags,
            Map<String, String> digests,
            String source,
            String validator) {}
}
