/** Where Quarkus meets the watcher: its clock, its channels, its start and end. */
@NullMarked
package io.streammirror.watcher.wiring;

import org.jspecify.annotations.NullMarked;
