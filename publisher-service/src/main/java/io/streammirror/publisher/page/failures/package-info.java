/** The page with what fails, what is held, what is not published, and the orders that stand. */
@NullMarked
package io.streammirror.publisher.page.failures;

import org.jspecify.annotations.NullMarked;
