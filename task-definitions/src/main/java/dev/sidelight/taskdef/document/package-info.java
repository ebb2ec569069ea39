/** Documents that hold task definitions, as a tree of values that know where they stand. */
@NullMarked
package dev.sidelight.taskdef.document;

import org.jspecify.annotations.NullMarked;
