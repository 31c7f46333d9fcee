/** The wire records of the publisher's HTTP API, which the publisher writes and the command reads. Fields are only ever added. */
@NullMarked
package io.streammirror.api;

import org.jspecify.annotations.NullMarked;
