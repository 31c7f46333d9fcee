/** Shared parts of the three services: start, injection and creation of topics. */
@NullMarked
package io.streammirror.service;

import org.jspecify.annotations.NullMarked;
