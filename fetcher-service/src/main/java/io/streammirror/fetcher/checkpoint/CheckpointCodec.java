package io.streammirror.fetcher.checkpoint;

import io.streammirror.codec.Json;
import io.streammirror.store.StoreException;
import io.streammirror.store.UploadId;
import io.streammirror.store.UploadedPart;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The JSON of a checkpoint; part numbers are not written, since parts stand in their order. */
final class CheckpointCodec {
    /** Raised only when older fetchers could no longer read what is written. */
    private static final String FORMAT = "upload-step:1";

    private CheckpointCodec() {}

    static byte[] encode(Checkpoint checkpoint) {
        return Json.pretty(new Form(
                FORMAT,
                checkpoint.holder(),
                checkpoint.expires(),
                checkpoint.progress().map(CheckpointCodec::form).orElse(null)));
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws StoreException for anything else
     */
    static Checkpoint decode(String key, byte[] bytes) {
        try {
            Form form = Json.read(bytes, Form.class);
            if (!FORMAT.equals(form.format())) {
                throw new IllegalArgumentException("its format is '" + form.format() + "', not '" + FORMAT + "'");
            }
            return new Checkpoint(
                    form.holder(),
                    form.expires(),
                    Optional.ofNullable(form.progress()).map(CheckpointCodec::progress));
        } catch (UncheckedIOException | IllegalArgumentException | NullPointerException e) {
            throw new StoreException("object " + key + " is no step of an upload: " + e.getMessage(), e);
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
        List<UploadedPart> parts = IntStream.range(0, form.etags().size())
                .mapToObj(i -> new UploadedPart(i + 1, form.etags().get(i)))
                .toList();
        return new Progress(
                new UploadId(form.upload()), form.partSize(), parts, form.digests(), form.source(), form.validator());
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
