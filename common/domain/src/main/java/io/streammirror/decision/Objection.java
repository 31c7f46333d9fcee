package io.streammirror.decision;

/**
 * Why an upstream state is not followed without an operator's word.
 *
 * @param reason for people: what was seen, and what was expected
 */
public record Objection(Suspicion suspicion, String reason) {
    @Override
    public String toString() {
        return suspicion + ": " + reason;
    }
}
