/** The object store as the domain sees it: a small port, the keys of the bucket, and nothing of S3's wire. */
@NullMarked
package io.streammirror.store;

import org.jspecify.annotations.NullMarked;
