/** The content of mirrors and store as JSON of the API: images, products, selections and storage. */
@NullMarked
package io.streammirror.publisher.contents;

import org.jspecify.annotations.NullMarked;
