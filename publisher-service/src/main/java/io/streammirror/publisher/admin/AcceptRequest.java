package io.streammirror.publisher.admin;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The body of a request to accept a held change: {@code {"revision": …, "who": …, "why": …}}.
 *
 * @param revision of the catalog, or at least its first twelve digits, as people are shown it
 */
record AcceptRequest(String revision, Operator by) {
    private static final Pattern REVISION = Pattern.compile("[0-9a-f]{12,64}");

    AcceptRequest {
        if (!REVISION.matcher(revision).matches()) {
            throw new AdminException(
                    400, "'revision' must be the hexadecimal revision that is held, or at least its first 12 digits");
        }
    }

    static AcceptRequest parse(byte[] bytes) {
        AdminBody body = AdminBody.parse(bytes);
        return new AcceptRequest(body.required("revision").toLowerCase(Locale.ROOT), body.operator());
    }
}
