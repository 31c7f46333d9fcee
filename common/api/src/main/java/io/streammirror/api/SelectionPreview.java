package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.mirror.MirrorName;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of selections, applied to the upstream state that a mirror follows.
 *
 * @param selections that were tried; none means everything
 * @param blobs number of distinct contents
 * @param bytes of these contents, each once
 * @param storedBlobs of these, those that the store has already
 * @param notes selections that match nothing, and what is not known, for people
 * @param listed the first products of the result
 * @param yaml the selections as the configuration takes them
 */
public record SelectionPreview(
        MirrorName mirror,
        List<Choice> selections,
        int products,
        int versions,
        int items,
        int blobs,
        long bytes,
        int storedBlobs,
        long storedBytes,
        List<String> notes,
        List<Listed> listed,
        String yaml) {
    public SelectionPreview {
        selections = List.copyOf(Objects.requireNonNullElse(selections, List.of()));
        notes = List.copyOf(Objects.requireNonNullElse(notes, List.of()));
        listed = List.copyOf(Objects.requireNonNullElse(listed, List.of()));
    }

    /** The bytes that would still have to be fetched. */
    public long missingBytes() {
        return Math.max(0, bytes - storedBytes);
    }

    /**
     * One selection.
     *
     * @param max null for all versions
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Choice(List<String> filters, @Nullable Integer max) {
        public Choice {
            filters = List.copyOf(Objects.requireNonNullElse(filters, List.of()));
        }
    }

    /** A product of the result, with the bytes of the versions that are taken. */
    public record Listed(
            String product, String title, String architecture, String kernel, List<String> versions, long bytes) {
        public Listed {
            versions = List.copyOf(Objects.requireNonNullElse(versions, List.of()));
        }
    }
}
