package io.streammirror.openpgp;

/** A text that cannot be clear-signed so that every verifier in the field reads back the same text. */
public final class UnsignableTextException extends OpenPgpException {
    UnsignableTextException(int line, String problem) {
        super("line " + line + " of the text to sign " + problem);
    }
}
