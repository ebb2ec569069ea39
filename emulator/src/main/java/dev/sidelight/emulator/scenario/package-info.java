/** Tasks that fall ill in known ways. */
@NullMarked
package dev.sidelight.emulator.scenario;

import org.jspecify.annotations.NullMarked;
