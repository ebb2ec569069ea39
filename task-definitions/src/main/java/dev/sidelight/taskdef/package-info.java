/** The commands on task definitions. */
@NullMarked
package dev.sidelight.taskdef;

import org.jspecify.annotations.NullMarked;
