package dev.sidelight.health;

import dev.sidelight.task.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The trend of a container's working set, in slots of a thirtieth of the time that it is taken over.
 *
 * <p>A garbage collector draws saw-teeth; what counts is what their lowest points do. So the trend is that of the lower
 * envelope, the least of the last nine slots, and its slope is Theil and Sen's: the median over all pairs of points,
 * which no single step moves (Sen, J. Am. Stat. Assoc. 63, 1968). It must rise from its first third to its second and on
 * to its last; where it rises clearly less the second time, it is taken to go on losing slope at that pace, so that a
 * warm-up that levels off is no leak. Teeth longer than nine slots are known by their fall: below a height that memory
 * has fallen from before, it is not on its way to the limit. Nor is a rise of less than a hundredth of the limit one: close to
 * the limit any creep would reach it soon, and a full cache lives there.
 *
 * @param startedAt of the container's run that it is the trend of
 * @param slots the newest last
 * @param peak the most since the last fall
 */
record MemoryTrend(
        Moment origin,
        Optional<Instant> startedAt,
        Duration slotLength,
        List<Slot> slots,
        double peak,
        List<Fall> falls)
        implements Memory {

    private static final int SLOTS = 30;
    private static final int ENVELOPE = 9;
    /** The points of the envelope that make a trend: its whole time must have passed. */
    private static final int POINTS = SLOTS - ENVELOPE;

    private static final int THIRD = POINTS / 3;

    /** A rise is one by this share of the limit over the whole time. */
    private static final double LEAST_RISE = 0.01;
    /** A fall is one by this share of the limit. */
    private static final double FALL = 0.1;
    /** A rise that keeps more than this share of its slope from one third to the next is a straight one. */
    private static final double STEADY = 0.8;
    /** How long a fall is remembered, in slots: six times the trend's time. */
    private static final long REMEMBERED = 6 * SLOTS;

    MemoryTrend {
        slots = List.copyOf(slots);
        falls = List.copyOf(falls);
    }

    /** The least and the most of one slot of time. */
    record Slot(long index, double least, double most) {}

    /** Where memory fell from. */
    record Fall(long index, double from) {}

    static MemoryTrend first(Moment now, double used, Duration over, Optional<Instant> startedAt) {
        return new MemoryTrend(
                now, startedAt, over.dividedBy(SLOTS), List.of(new Slot(0, used, used)), used, List.of());
    }

    /** With another reading. */
    MemoryTrend and(Moment now, double used, double limit) {
        long index = now.since(origin).dividedBy(slotLength);
        List<Slot> next = new ArrayList<>(
                slots.stream().filter(slot -> slot.index() > index - SLOTS).toList());
        boolean same = !next.isEmpty() && next.getLast().index() == index;
        Slot last = same ? next.removeLast() : new Slot(index, used, used);
        next.add(new Slot(index, Math.min(last.least(), used), Math.max(last.most(), used)));
        boolean fell = used < peak - FALL * limit;
        Stream<Fall> remembered = falls.stream().filter(fall -> fall.index() > index - REMEMBERED);
        return new MemoryTrend(
                origin,
                startedAt,
                slotLength,
                next,
                fell ? used : Math.max(peak, used),
                Stream.concat(remembered, fell ? Stream.of(new Fall(index, peak)) : Stream.empty())
                        .toList());
    }

    /** The time until {@code limit} is reached; absent where nothing rises steadily, or not for long enough. */
    Optional<Duration> timeTo(double limit) {
        long now = slots.getLast().index();
        double[] envelope = LongStream.rangeClosed(Math.max(first() + ENVELOPE - 1, now - POINTS + 1), now)
                .mapToDouble(this::least)
                .filter(Double::isFinite)
                .toArray();
        double most = most(now);
        if (envelope.length < POINTS || isOnATooth(most, now) || slope(envelope) * SLOTS < LEAST_RISE * limit) {
            return Optional.empty();
        }
        return slotsTo(Math.max(0, limit - most), envelope)
                .map(count -> Duration.ofNanos((long) (count * slotLength.toNanos())));
    }

    /** How many slots a rise by {@code distance} takes; absent where it levels off before, or is none. */
    private static Optional<Double> slotsTo(double distance, double... envelope) {
        double begin = median(Arrays.copyOfRange(envelope, 0, THIRD));
        double middle = median(Arrays.copyOfRange(envelope, THIRD, 2 * THIRD));
        double end = median(Arrays.copyOfRange(envelope, 2 * THIRD, envelope.length));
        double slope = slope(envelope);
        double kept = (end - middle) / (middle - begin);
        if (middle <= begin || end <= middle || slope <= 0) {
            return Optional.empty();
        }
        return kept > STEADY || !slowsDown(envelope)
                ? Optional.of(distance / slope)
                : slotsTo(distance, end - middle, kept);
    }

    /** Whether its later two thirds rise clearly less than its earlier two. */
    private static boolean slowsDown(double... envelope) {
        return slope(Arrays.copyOfRange(envelope, THIRD, envelope.length))
                < STEADY * slope(Arrays.copyOfRange(envelope, 0, 2 * THIRD));
    }

    /** The same of a rise that was {@code last} in the last third and keeps the share {@code kept} of it in the next. */
    private static Optional<Double> slotsTo(double distance, double last, double kept) {
        // From the middle of the last third to its end, half of a third has passed already.
        double further = last * Math.pow(kept, 1.5) / (1 - kept);
        return distance >= further
                ? Optional.empty()
                : Optional.of(THIRD * Math.log(1 - distance / further) / Math.log(kept));
    }

    private long first() {
        return slots.getFirst().index();
    }

    /** The envelope at {@code index}. */
    private double least(long index) {
        return recent(index).mapToDouble(Slot::least).min().orElse(Double.NaN);
    }

    private double most(long index) {
        return recent(index).mapToDouble(Slot::most).max().orElse(Double.NaN);
    }

    private Stream<Slot> recent(long index) {
        return slots.stream().filter(slot -> slot.index() <= index && slot.index() > index - ENVELOPE);
    }

    /** Whether memory only climbs a tooth that the envelope does not span, to a height that it has fallen from. */
    private boolean isOnATooth(double most, long now) {
        long lately = falls.stream().filter(fall -> fall.index() > now - SLOTS).count();
        return lately <= 1 && falls.stream().anyMatch(fall -> most <= fall.from());
    }

    /** Theil and Sen's slope, by slot. */
    private static double slope(double... points) {
        List<Double> slopes = new ArrayList<>(points.length * points.length / 2);
        for (int i = 0; i < points.length; i++) {
            for (int j = i + 1; j < points.length; j++) {
                slopes.add((points[j] - points[i]) / (j - i));
            }
        }
        return median(slopes.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double median(double... values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
