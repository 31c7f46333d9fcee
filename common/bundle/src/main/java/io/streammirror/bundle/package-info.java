/** Bundles for sites without a network: a signed manifest, tar parts of whole blobs, requests and receipts. */
@NullMarked
package io.streammirror.bundle;

import org.jspecify.annotations.NullMarked;
