/** Polls the endpoint on its own clock and publishes one observation. */
@NullMarked
package dev.sidelight.agent.poll;

import org.jspecify.annotations.NullMarked;
