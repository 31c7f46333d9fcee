/** Bundles as text. */
@NullMarked
package io.streammirror.cli.bundle;

import org.jspecify.annotations.NullMarked;
