/** What people see while a mirror works: the publisher's status as bars on a terminal, as plain lines elsewhere. */
@NullMarked
package io.streammirror.cli.progress;

import org.jspecify.annotations.NullMarked;
