/** The present knowledge of the publisher, for status pages: immutable snapshots, replaced as facts come in. */
@NullMarked
package io.streammirror.publisher.state;

import org.jspecify.annotations.NullMarked;
