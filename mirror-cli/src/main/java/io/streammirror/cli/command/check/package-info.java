/** Commands that check a configuration or a boot source before MAAS reads it. */
@NullMarked
package io.streammirror.cli.command.check;

import org.jspecify.annotations.NullMarked;
