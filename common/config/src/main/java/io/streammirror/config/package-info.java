/** The operator's configuration: one file, one mapping, all problems in one message. */
@NullMarked
package io.streammirror.config;

import org.jspecify.annotations.NullMarked;
