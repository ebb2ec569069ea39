/** Task definitions as they are registered with ECS. */
@NullMarked
package dev.sidelight.emulator.definition;

import org.jspecify.annotations.NullMarked;
