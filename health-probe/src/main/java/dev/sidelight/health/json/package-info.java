/** Health policies read from JSON: one table gives the parser, the JSON Schema and the documentation. */
@NullMarked
package dev.sidelight.health.json;

import org.jspecify.annotations.NullMarked;
