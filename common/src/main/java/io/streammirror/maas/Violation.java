package io.streammirror.maas;

/**
 * One thing in a tree that MAAS, or the gpgv it calls, would not take.
 *
 * @param document path of the document below the base of the tree
 * @param pointer JSON pointer into it; empty where the document as a whole is meant
 * @param message what is wrong, for a person
 */
public record Violation(String document, String pointer, Rule rule, String message) {
    @Override
    public String toString() {
        String place = (document + " " + pointer).strip();
        return place + (place.isEmpty() ? "" : ": ") + message + " (" + rule.id() + ")";
    }
}
