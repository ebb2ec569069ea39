/** The health-probe command: one question, one line, one exit code. */
@NullMarked
package dev.sidelight.probe;

import org.jspecify.annotations.NullMarked;
