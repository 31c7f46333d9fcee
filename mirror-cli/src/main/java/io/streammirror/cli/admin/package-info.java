/** Has a publisher change something, as its administrator. */
@NullMarked
package io.streammirror.cli.admin;

import org.jspecify.annotations.NullMarked;
