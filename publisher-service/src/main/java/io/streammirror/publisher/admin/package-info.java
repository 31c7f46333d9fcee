/** What operators can have done: on the management port, with the administrator's token, as an entry of the log. */
@NullMarked
package io.streammirror.publisher.admin;

import org.jspecify.annotations.NullMarked;
