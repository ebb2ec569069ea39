/** The task metadata endpoint v4: one exchange over HTTP, and the decoder of its answers. */
@NullMarked
package dev.sidelight.endpoint;

import org.jspecify.annotations.NullMarked;
