/** The lint command: files in, findings out. */
@NullMarked
package dev.sidelight.taskdef.lint;

import org.jspecify.annotations.NullMarked;
