package io.streammirror.simplestreams;

import java.util.List;

/** A document, and the places of it that were refused, so that one bad item never stops the good ones. */
public record Parsed<T>(T document, List<Rejection> refusals) {
    public Parsed {
        refusals = List.copyOf(refusals);
    }
}
