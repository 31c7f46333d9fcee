/** Which products, versions and items a mirror takes: sstream-mirror's filter language, and the newest versions. */
@NullMarked
package io.streammirror.selection;

import org.jspecify.annotations.NullMarked;
