/** JSON trees read and written by jackson-core alone. */
@NullMarked
package dev.sidelight.json;

import org.jspecify.annotations.NullMarked;
