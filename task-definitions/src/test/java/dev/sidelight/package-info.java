/** What the tests of this module share. */
@NullMarked
package dev.sidelight;

import org.jspecify.annotations.NullMarked;
