package io.streammirror.publisher.page.readers;

import io.streammirror.api.ReaderInfo;
import io.streammirror.api.ReaderState;
import io.streammirror.publisher.page.PageText;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** One reader in words. */
final class ReaderRows {
    private static final int DIGITS = 12;

    private ReaderRows() {}

    /** @param signer of the live publication */
    static ReadersView.Row row(ReaderInfo reader, @Nullable String signer) {
        ReaderInfo.Items items = reader.items();
        return new ReadersView.Row(
                PageText.name(reader.address()),
                PageText.name(reader.agent()),
                kind(reader.state()),
                reader.state().label(),
                PageText.time(reader.seen()),
                read(reader),
                items.taken() + " taken, " + items.brokenOff() + " broken off, " + items.notAsked() + " not asked for",
                reader.keyring() == null ? "not seen" : PageText.time(reader.keyring()),
                note(reader, signer));
    }

    private static String kind(ReaderState state) {
        return switch (state) {
            case CURRENT -> "ok";
            case BEHIND -> "busy";
            case REFUSING -> "failed";
            case SILENT, UNKNOWN -> "waiting";
        };
    }

    private static String read(ReaderInfo reader) {
        ReaderInfo.Read read = reader.read();
        if (read == null) {
            return "nothing whole";
        }
        if (reader.state() == ReaderState.CURRENT) {
            return "the live publication";
        }
        String id = "publication " + read.publication().abbreviated();
        return read.behind() == null || read.behind() == 0 ? id : id + ", " + read.behind() + " behind";
    }

    private static String note(ReaderInfo reader, @Nullable String signer) {
        var notes = new ArrayList<String>();
        if (reader.refuses() != null) {
            notes.add(
                    "index".equals(reader.refuses())
                            ? "Refuses the index: give it the keyring of this mirror."
                            : "Refuses " + PageText.name(reader.refuses()) + ".");
        }
        ReaderInfo.Read read = reader.read();
        if (read != null
                && read.signer() != null
                && signer != null
                && !read.signer().equals(signer)) {
            notes.add("It accepted key "
                    + read.signer().substring(0, Math.min(DIGITS, read.signer().length())) + " before.");
        }
        if (reader.notFound() > 0 && reader.notFoundPath() != null) {
            notes.add(PageText.count(reader.notFound(), "request") + " for missing paths, last "
                    + PageText.name(reader.notFoundPath()) + ".");
        }
        return String.join(" ", notes);
    }
}
