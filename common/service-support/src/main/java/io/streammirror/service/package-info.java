/** What the three services share: how they start, what they inject, how topics come to be. */
@NullMarked
package io.streammirror.service;

import org.jspecify.annotations.NullMarked;
