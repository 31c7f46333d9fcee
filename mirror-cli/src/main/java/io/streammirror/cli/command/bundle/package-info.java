/** Commands for bundles, requests and receipts of sites without a network. */
@NullMarked
package io.streammirror.cli.command.bundle;

import org.jspecify.annotations.NullMarked;
