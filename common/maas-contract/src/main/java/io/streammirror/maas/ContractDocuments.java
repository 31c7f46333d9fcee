package io.streammirror.maas;

import io.streammirror.simplestreams.ItemPath;

/** Where the documents of a tree are read, by their path below its base. */
@FunctionalInterface
public interface ContractDocuments {
    Answer read(ItemPath path);

    /** The bytes of a document as served, or why there are none. */
    sealed interface Answer {
        @SuppressWarnings("ArrayRecordComponent") // carried, never compared
        record Found(byte[] bytes) implements Answer {}

        record Absent(String reason) implements Answer {}
    }
}
