package io.streammirror.openpgp;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One document and what gpgv and this mirror make of it.
 *
 * @param name as the table of docs/trust.md has it, where the two differ
 * @param refusal what this mirror refuses it with; absent if it takes it
 */
record TrustCase(
        String name,
        boolean gpgvTakes,
        @Nullable Class<? extends SignatureRefusedException> refusal,
        Supplier<Specimen> specimen) {
    static TrustCase bothTake(String name, Supplier<Specimen> specimen) {
        return new TrustCase(name, true, null, specimen);
    }

    static TrustCase bothRefuse(
            String name, Class<? extends SignatureRefusedException> refusal, Supplier<Specimen> specimen) {
        return new TrustCase(name, false, refusal, specimen);
    }

    static TrustCase onlyGpgvTakes(
            String name, Class<? extends SignatureRefusedException> refusal, Supplier<Specimen> specimen) {
        return new TrustCase(name, true, refusal, specimen);
    }

    static TrustCase onlyThisMirrorTakes(String name, Supplier<Specimen> specimen) {
        return new TrustCase(name, false, null, specimen);
    }

    /** Whether docs/trust.md must have a row for it. */
    boolean isStricter() {
        return gpgvTakes && refusal != null;
    }

    /** Whether docs/trust.md must have a row for it. */
    boolean isLaxer() {
        return !gpgvTakes && refusal == null;
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * A signed document, and the expected result of its verification.
     *
     * @param detached the signature; absent if the data is a clear-signed document
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Specimen(byte[] keyring, byte[] data, byte @Nullable [] detached) {
        static Specimen of(ForgedKey key, byte[] document) {
            return new Specimen(key.keyring(), document, null);
        }
    }
}
