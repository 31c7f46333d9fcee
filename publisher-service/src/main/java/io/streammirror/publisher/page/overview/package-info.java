/** The front page of the site and of each mirror: health, progress, what needs the operator, and the steps for MAAS. */
@NullMarked
package io.streammirror.publisher.page.overview;

import org.jspecify.annotations.NullMarked;
