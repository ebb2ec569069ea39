/** Numbers of processes and interfaces, read from /proc. */
@NullMarked
package dev.sidelight.emulator.proc;

import org.jspecify.annotations.NullMarked;
