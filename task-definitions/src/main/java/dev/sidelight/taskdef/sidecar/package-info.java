/** Adds Sidelight's own container to task definitions, and leaves everything else in them as it stands. */
@NullMarked
package dev.sidelight.taskdef.sidecar;

import org.jspecify.annotations.NullMarked;
