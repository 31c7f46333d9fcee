/**
 * Plans of sweeps. Nothing may rely on the objects that they name.
 */
@NullMarked
package io.streammirror.sweep;

import org.jspecify.annotations.NullMarked;
