/** What the publisher tells about each mirror: how far it is, what is missing and why. */
@NullMarked
package io.streammirror.publisher.status;

import org.jspecify.annotations.NullMarked;
