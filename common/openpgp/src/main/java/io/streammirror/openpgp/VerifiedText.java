package io.streammirror.openpgp;

/**
 * The text that a good signature covers, and nothing besides.
 *
 * @param body dash escapes removed, lines ending in LF, blanks at line ends dropped because no clear signature covers them
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to a parser; never compared
public record VerifiedText(byte[] body, SignatureInfo signature) {}
