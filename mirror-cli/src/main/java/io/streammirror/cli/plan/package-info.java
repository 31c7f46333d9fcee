/** What a mirror would fetch and publish, found by reading upstream only. */
@NullMarked
package io.streammirror.cli.plan;

import org.jspecify.annotations.NullMarked;
