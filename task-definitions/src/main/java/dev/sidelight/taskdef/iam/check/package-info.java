/** Holds a given policy against what a definition needs. */
@NullMarked
package dev.sidelight.taskdef.iam.check;

import org.jspecify.annotations.NullMarked;
