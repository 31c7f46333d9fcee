/** What the fetcher says about its work: results, progress, metrics, dead letters. */
@NullMarked
package io.streammirror.fetcher.progress;

import org.jspecify.annotations.NullMarked;
