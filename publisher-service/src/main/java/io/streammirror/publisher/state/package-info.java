/** What the publisher knows now, for status pages: immutable snapshots, replaced as facts come in. */
@NullMarked
package io.streammirror.publisher.state;

import org.jspecify.annotations.NullMarked;
