/** Reads a published mirror back as MAAS does, and verifies it. */
@NullMarked
package io.streammirror.cli.readback;

import org.jspecify.annotations.NullMarked;
