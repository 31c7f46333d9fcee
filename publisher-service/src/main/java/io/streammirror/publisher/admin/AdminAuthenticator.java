package io.streammirror.publisher.admin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Authenticates administrators by the {@code Authorization: Bearer} header. */
final class AdminAuthenticator {
    private static final String SCHEME = "Bearer ";

    private final Optional<AdminToken> token;

    AdminAuthenticator(Optional<AdminToken> token) {
        this.token = token;
    }

    /**
     * Checks a request.
     *
     * @throws AdminException with status 401 or 403 when the token is missing or wrong
     */
    void check(@Nullable String authorization) {
        if (token.isEmpty()) {
            throw new AdminException(
                    403,
                    "changes are refused, because no administrator token is configured: set stream-mirror.admin.token-file");
        }
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            throw new AdminException(401, "the administrator token is missing: send 'Authorization: Bearer TOKEN'");
        }
        if (!token.get().matches(authorization.substring(SCHEME.length()).strip())) {
            throw new AdminException(403, "the administrator token is wrong");
        }
    }
}
