/** Where Quarkus meets the watcher: its clock, its channels, its start and end. */
@NullMarked
package io.streammirror.watcher.app;

import org.jspecify.annotations.NullMarked;
