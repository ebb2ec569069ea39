/** Marker files of unhealthy containers, for images with a shell and nothing else. */
@NullMarked
package dev.sidelight.agent.marker;

import org.jspecify.annotations.NullMarked;
