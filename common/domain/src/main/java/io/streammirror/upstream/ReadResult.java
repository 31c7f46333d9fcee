package io.streammirror.upstream;

import java.util.List;

/**
 * What a reading found.
 *
 * @param bookmark what to show next time to be told that nothing is new
 * @param notes for people: sources that could not be used, and why
 */
public record ReadResult(UpstreamSnapshot set, TreeValidators bookmark, List<String> notes) {
    public ReadResult {
        notes = List.copyOf(notes);
    }

    ReadResult withNotes(List<String> others) {
        return new ReadResult(set, bookmark, others);
    }
}
