package io.streammirror.simplestreams;

/**
 * One place of a document that was left out, while the rest was taken.
 *
 * @param pointer JSON pointer of the place in the document as received
 * @param reason what is wrong there, for a person
 */
public record Rejection(String pointer, String reason) {
    public Rejection {
        if (reason.isEmpty()) {
            throw new IllegalArgumentException("the refusal of '" + pointer + "' must have a reason");
        }
    }
}
