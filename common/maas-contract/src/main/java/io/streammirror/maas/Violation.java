package io.streammirror.maas;

/**
 * One thing in a tree that MAAS, or the gpgv it calls, would not take, or would take in another sense.
 *
 * @param document path of the document below the base of the tree
 * @param pointer JSON pointer into it; empty where the document as a whole is meant
 * @param impact what it does at this place
 * @param message what is wrong, for a person
 */
public record Violation(String document, String pointer, Rule rule, Impact impact, String message) {
    /** One that does what its rule says. */
    public Violation(String document, String pointer, Rule rule, String message) {
        this(document, pointer, rule, rule.impact(), message);
    }

    /** The same fault, where it does something else. */
    public Violation withImpact(Impact other) {
        return new Violation(document, pointer, rule, other, message);
    }

    @Override
    public String toString() {
        String place = (document + " " + pointer).strip();
        return place + (place.isEmpty() ? "" : ": ") + message + " (" + rule.id() + ")";
    }
}
