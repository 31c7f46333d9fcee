package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to accept a held change of upstream.
 *
 * @param revision of the held catalog, or at least its first 12 hexadecimal digits, in lower case
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AcceptRequest(
        String revision, String who, @Nullable String why) implements OperatorRequest {
    private static final Pattern REVISION = Pattern.compile("[0-9a-f]{12,64}");

    public AcceptRequest {
        revision = OperatorRequest.required("revision", revision).toLowerCase(Locale.ROOT);
        OperatorRequest.required("who", who);
        if (!REVISION.matcher(revision).matches()) {
            throw new IllegalArgumentException(
                    "'revision' must be the hexadecimal revision that is held, or at least its first 12 digits");
        }
    }
}
