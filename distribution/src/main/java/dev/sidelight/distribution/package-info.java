/** Builds what is shipped; nothing of it is shipped itself. */
@NullMarked
package dev.sidelight.distribution;

import org.jspecify.annotations.NullMarked;
