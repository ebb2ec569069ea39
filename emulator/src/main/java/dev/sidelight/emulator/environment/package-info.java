/** What a container's variables come from besides its definition: environment files, secrets and parameters. */
@NullMarked
package dev.sidelight.emulator.environment;

import org.jspecify.annotations.NullMarked;
