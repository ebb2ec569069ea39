/** An ECS task metadata endpoint v4 for a laptop. */
@NullMarked
package dev.sidelight.emulator;

import org.jspecify.annotations.NullMarked;
