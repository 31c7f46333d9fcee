/** What MAAS, from 3.4 to 3.8, makes of a boot source: the judge of everything that is published. */
@NullMarked
package io.streammirror.maas;

import org.jspecify.annotations.NullMarked;
