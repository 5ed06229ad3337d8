// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import io.github.niccosim.pool.PoolSequence.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing sequence short: fewer operations first, then smaller numbers in them. */
final class SequenceShrinker {
  private SequenceShrinker() {}

  /** Drop operations and make their numbers smaller as long as the sequence still fails. */
  static List<Op> shrink(List<Op> failing, Predicate<List<Op>> fails) {
    List<Op> best = failing;
    for (int size = Integer.MAX_VALUE; best.size() < size; ) {
      size = best.size();
      best = shrinkNumbers(shrinkLength(best, fails), fails);
    }
    return best;
  }

  private static List<Op> shrinkNumbers(List<Op> failing, Predicate<List<Op>> fails) {
    List<Op> best = failing;
    for (int i = 0; i < best.size(); i++) {
      Op op = best.get(i);
      List<Op> smaller =
          List.of(
              new Op(op.kind(), op.a(), 0, op.c()),
              new Op(op.kind(), op.a(), op.b() % 140 / 2, op.c()),
              new Op(op.kind(), op.a(), op.b() % 140 - 1, op.c()),
              new Op(op.kind(), op.a(), op.b(), op.c() & 256),
              new Op(op.kind(), op.a(), op.b(), op.c() % 130 / 2 + (op.c() & 256)));
      for (Op next : smaller) {
        List<Op> tried = new ArrayList<>(best);
        tried.set(i, next);
        boolean progress =
            next.b() >= 0 && next.b() <= op.b() && next.c() <= op.c() && !next.equals(op);
        if (progress && fails.test(tried)) {
          best = tried;
          i--;
          break;
        }
      }
    }
    return best;
  }

  private static List<Op> shrinkLength(List<Op> failing, Predicate<List<Op>> fails) {
    List<Op> best = failing;
    for (int chunk = best.size() / 2; chunk > 0; chunk /= 2) {
      for (int from = 0; from < best.size(); ) {
        List<Op> shorter = new ArrayList<>(best.subList(0, from));
        shorter.addAll(best.subList(Math.min(best.size(), from + chunk), best.size()));
        if (fails.test(shorter)) {
          best = shorter;
        } else {
          from += chunk;
        }
      }
    }
    return best;
  }
}
