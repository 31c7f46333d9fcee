package io.streammirror.openpgp;

/** Signs with a key that this process never sees, such as that of a hardware security module. */
@FunctionalInterface
public interface ForeignSigner {
    /**
     * Asks for one signature; it may take as long as the signer lets it.
     *
     * @param bytes exactly what is to be digested; for {@link SignatureKind#TEXT} lines that end in CR LF, the last one in nothing
     * @return one OpenPGP signature packet, binary or armored; not believed but verified
     * @throws ForeignSignerException when there is none
     */
    byte[] sign(byte[] bytes, SignatureKind kind);
}
