/** What the images of a mirror are, in the words of MAAS, and why something is not published. */
@NullMarked
package io.streammirror.publisher.page.images;

import org.jspecify.annotations.NullMarked;
