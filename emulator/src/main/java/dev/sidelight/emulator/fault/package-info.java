/** What an endpoint can do wrong, and how. */
@NullMarked
package dev.sidelight.emulator.fault;

import org.jspecify.annotations.NullMarked;
