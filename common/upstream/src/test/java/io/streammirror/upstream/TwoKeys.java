package io.streammirror.upstream;

import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.SigningKey;
import java.io.ByteArrayOutputStream;
import java.time.Instant;

/** A keyring of the key of {@link FakeTree} and another one. */
public final class TwoKeys {
    public static final SigningKey OTHER =
            SigningKey.generate("Other", KeyAlgorithm.ED25519, Instant.parse("2026-01-01T00:00:00Z"));

    private TwoKeys() {}

    public static Keyring keyring() {
        var both = new ByteArrayOutputStream();
        both.writeBytes(FakeTree.KEY.publicKeyring().binary());
        both.writeBytes(OTHER.publicKeyring().binary());
        return Keyring.parse(both.toByteArray());
    }
}
