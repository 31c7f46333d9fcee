/** Publications: every path of a signed tree, the bytes behind it, and its own form in the store. */
@NullMarked
package io.streammirror.publisher.publication;

import org.jspecify.annotations.NullMarked;
