/** The page with a mirror's publications, the differences between them, and the decisions about it. */
@NullMarked
package io.streammirror.publisher.page.history;

import org.jspecify.annotations.NullMarked;
