/** The client of a publisher: its public API, its administration, and what it serves. */
@NullMarked
package io.streammirror.cli.client;

import org.jspecify.annotations.NullMarked;
