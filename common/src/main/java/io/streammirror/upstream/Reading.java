package io.streammirror.upstream;

import java.util.List;

/**
 * What a reading found.
 *
 * @param bookmark what to show next time to be told that nothing is new
 * @param notes for people: sources that could not be used, and why
 */
public record Reading(UpstreamSet set, Bookmark bookmark, List<String> notes) {
    public Reading {
        notes = List.copyOf(notes);
    }

    Reading withNotes(List<String> others) {
        return new Reading(set, bookmark, others);
    }
}
