package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to delete objects that nothing refers to.
 *
 * @param dryRun whether only to plan
 * @param accept the plan to carry out however much it deletes: its hash, or at least the first 12 digits
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SweepRequest(
        boolean dryRun,
        @Nullable String accept,
        String who,
        @Nullable String why) implements OperatorRequest {
    private static final Pattern PLAN = Pattern.compile("[0-9a-f]{12,64}");

    public SweepRequest {
        OperatorRequest.required("who", who);
        if (accept != null && !PLAN.matcher(accept).matches()) {
            throw new IllegalArgumentException("'accept': a plan is named by at least the first 12 digits of its hash");
        }
        if (accept != null && dryRun) {
            throw new IllegalArgumentException("'dry-run' and 'accept' exclude each other");
        }
    }
}
