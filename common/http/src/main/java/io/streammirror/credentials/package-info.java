/** Credentials for the servers of an upstream. */
@NullMarked
package io.streammirror.credentials;

import org.jspecify.annotations.NullMarked;
