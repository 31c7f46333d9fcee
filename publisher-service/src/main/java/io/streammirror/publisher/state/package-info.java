/** What the publisher knows right now, for whoever shows it: immutable snapshots, renewed as facts come in. */
@NullMarked
package io.streammirror.publisher.state;

import org.jspecify.annotations.NullMarked;
