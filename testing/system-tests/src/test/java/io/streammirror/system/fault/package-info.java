/** Servers that misbehave on purpose, between the services and whatever they talk to over HTTP. */
@NullMarked
package io.streammirror.system.fault;

import org.jspecify.annotations.NullMarked;
