/** What was decided and which publications are kept: publications for the public, the log for operators. */
@NullMarked
package io.streammirror.publisher.history;

import org.jspecify.annotations.NullMarked;
