/** Policies that decide whether the containers of a measured task are healthy, and their verdicts: pure. */
@NullMarked
package dev.sidelight.health;

import org.jspecify.annotations.NullMarked;
