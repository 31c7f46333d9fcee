package io.streammirror.lint;

import io.streammirror.openpgp.Keyring;

/**
 * The public keys that MAAS is supposed to have.
 *
 * @param given whether they are the source's own; else they are those that MAAS has by default
 * @param usableByGpgv false for armored text, which gpgv does not read
 */
public record LintKeyring(Keyring keyring, boolean given, boolean usableByGpgv) {
    /** The keyring that MAAS has by default. */
    public static LintKeyring byDefault(Keyring keyring) {
        return new LintKeyring(keyring, false, true);
    }

    /**
     * The bytes of a file that MAAS is given.
     *
     * @throws io.streammirror.openpgp.KeyringException when it is no keyring
     */
    public static LintKeyring of(byte[] file) {
        return new LintKeyring(Keyring.parse(file), true, Keyring.isReadByGpgv(file));
    }
}
