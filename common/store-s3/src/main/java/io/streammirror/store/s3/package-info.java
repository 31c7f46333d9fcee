/** The object store port on the MinIO SDK: the only place that knows the SDK and its HTTP client. */
@NullMarked
package io.streammirror.store.s3;

import org.jspecify.annotations.NullMarked;
