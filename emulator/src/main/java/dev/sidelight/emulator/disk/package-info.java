/** Folders of a task or a demo. */
@NullMarked
package dev.sidelight.emulator.disk;

import org.jspecify.annotations.NullMarked;
