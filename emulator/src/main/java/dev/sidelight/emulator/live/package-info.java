/** A task of local processes, measured as ECS measures containers. */
@NullMarked
package dev.sidelight.emulator.live;

import org.jspecify.annotations.NullMarked;
