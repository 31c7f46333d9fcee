package io.streammirror.publisher.admin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets administrators in, by the {@code Authorization: Bearer} header of a request. */
final class AdminAuthenticator {
    private static final String SCHEME = "Bearer ";

    private final Optional<AdminToken> token;

    AdminAuthenticator(Optional<AdminToken> token) {
        this.token = token;
    }

    /**
     * Checks a request.
     *
     * @throws AdminException when it must not go on
     */
    void check(@Nullable String authorization) {
        if (token.isEmpty()) {
            throw new AdminException(
                    403, "changes are refused: set stream-mirror.admin.token-file, and show the token that is in it");
        }
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            throw new AdminException(401, "show the administrator's token: 'Authorization: Bearer TOKEN'");
        }
        if (!token.get().matches(authorization.substring(SCHEME.length()).strip())) {
            throw new AdminException(403, "this is not the administrator's token");
        }
    }
}
