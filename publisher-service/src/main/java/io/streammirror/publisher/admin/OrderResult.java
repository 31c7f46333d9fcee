package io.streammirror.publisher.admin;

/**
 * What became of an operator's order.
 *
 * @param sequence of the log entry that says so; when nothing changed, of the last entry
 * @param changed false when it stood already
 * @param told what stands now, for people
 */
record OrderResult(long sequence, boolean changed, String told) {}
