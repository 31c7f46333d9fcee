/** The images of a mirror, in the words of MAAS, with the reason why something is not published. */
@NullMarked
package io.streammirror.publisher.page.images;

import org.jspecify.annotations.NullMarked;
