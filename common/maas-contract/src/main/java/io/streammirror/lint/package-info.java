/** Checks any boot source, ours or another's, by what MAAS needs: documents, signatures, items, and how they are served. */
@NullMarked
package io.streammirror.lint;

import org.jspecify.annotations.NullMarked;
