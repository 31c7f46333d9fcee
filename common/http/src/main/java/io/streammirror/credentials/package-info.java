/** What is shown to the servers of an upstream that want to know who asks. */
@NullMarked
package io.streammirror.credentials;

import org.jspecify.annotations.NullMarked;
