/** What a poll and a scrape cost, step by step. Not shipped. */
@NullMarked
package dev.sidelight.bench;

import org.jspecify.annotations.NullMarked;
