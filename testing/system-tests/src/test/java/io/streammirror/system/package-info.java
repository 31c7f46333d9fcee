/** The product as operators and MAAS see it: packaged jars, a broker, a store and HTTP; signatures checked by gpgv. */
@NullMarked
package io.streammirror.system;

import org.jspecify.annotations.NullMarked;
