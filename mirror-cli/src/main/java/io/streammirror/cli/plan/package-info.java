/** Dry runs: what a mirror would fetch and publish. */
@NullMarked
package io.streammirror.cli.plan;

import org.jspecify.annotations.NullMarked;
