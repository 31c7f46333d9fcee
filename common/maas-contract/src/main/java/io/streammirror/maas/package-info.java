/** The rules by which MAAS 3.4 to 3.8 read a boot source. */
@NullMarked
package io.streammirror.maas;

import org.jspecify.annotations.NullMarked;
