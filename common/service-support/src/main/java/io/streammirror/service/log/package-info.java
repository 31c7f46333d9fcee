/** Logs that foreign text cannot forge. */
@NullMarked
package io.streammirror.service.log;

import org.jspecify.annotations.NullMarked;
