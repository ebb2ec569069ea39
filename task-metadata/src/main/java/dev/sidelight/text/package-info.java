/** Words of configuration that every part writes and reads alike. */
@NullMarked
package dev.sidelight.text;

import org.jspecify.annotations.NullMarked;
