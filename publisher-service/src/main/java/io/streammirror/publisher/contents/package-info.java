/** What mirrors and store contain, as JSON of the API: images, products, selections and storage. */
@NullMarked
package io.streammirror.publisher.contents;

import org.jspecify.annotations.NullMarked;
