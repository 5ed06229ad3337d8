// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Depth-first search over the orders of one scenario.
 *
 * <p>Dynamic partial-order reduction: when two steps of different actors touch the same memory, one
 * of them writing, and nothing orders them, the other order is explored too. Sleep sets keep orders
 * from being run again that differ in independent steps only.
 */
final class Exploration {
  private static final int NOBODY = -1;
  private static final Location.Access START = new Location.Access(new Location("start"), false);

  private final List<Node> path = new ArrayList<>();
  private Map<Object, Map<Object, Location>> memory = new IdentityHashMap<>();
  private Scenario scenario;
  private Object[] actors = {};
  private Location.Access[] pending = {};
  private int[][] clocks = {};
  private int[] spinVersion = {};
  private boolean[] finished = {};
  private @Nullable Throwable failure;
  private int active;
  private int next;
  private int depth;
  private int atomicDepth;
  private boolean redundant;

  Exploration(Scenario first) {
    scenario = first;
  }

  /** Run one order; returns what went wrong, or {@code null}. */
  @Nullable Throwable run(Scenario fresh) {
    prepare(fresh);
    Steps.current(this);
    try {
      decide();
      while (next != NOBODY) {
        active = next;
        Actors.resume(actors[active]);
      }
    } finally {
      Steps.current(null);
    }
    if (failure == null && !redundant) {
      checkOutcome();
    }
    return failure;
  }

  private void checkOutcome() {
    try {
      scenario.check();
    } catch (RuntimeException | AssertionError e) {
      failure = e;
    }
  }

  private void prepare(Scenario fresh) {
    scenario = fresh;
    List<Runnable> bodies = fresh.actors();
    int count = bodies.size();
    memory = new IdentityHashMap<>();
    actors = new Object[count];
    pending = new Location.Access[count];
    Arrays.fill(pending, START);
    clocks = new int[count][count];
    for (int[] clock : clocks) {
      Arrays.fill(clock, -1);
    }
    spinVersion = new int[count];
    Arrays.fill(spinVersion, -1);
    finished = new boolean[count];
    failure = null;
    depth = 0;
    atomicDepth = 0;
    redundant = false;
    for (int i = 0; i < count; i++) {
      int self = i;
      actors[i] = Actors.create(() -> play(self, bodies.get(self)));
    }
  }

  private void play(int self, Runnable body) {
    try {
      body.run();
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    atomicDepth = 0;
    finished[self] = true;
    if (failure != null) {
      next = NOBODY;
    } else {
      decide();
    }
  }

  void announce(Object target, Object what, boolean write) {
    if (atomicDepth > 0 || failure != null) {
      return;
    }
    Location location =
        memory
            .computeIfAbsent(target, t -> new HashMap<>())
            .computeIfAbsent(what, w -> new Location(target.getClass().getSimpleName() + "." + w));
    pending[active] = new Location.Access(location, write);
    spinVersion[active] = -1;
    pauseUnlessNext();
    before(target, what, write);
  }

  private void before(Object target, Object what, boolean write) {
    atomicDepth++;
    scenario.beforeStep(target, what, write);
    atomicDepth--;
  }

  /** Write to everything of an object that was accessed so far, as freeing its memory does. */
  void free(Object target) {
    for (Object what : List.copyOf(memory.getOrDefault(target, Map.of()).keySet())) {
      announce(target, what, true);
    }
  }

  void spin() {
    Location location = pending[active].location();
    pending[active] = new Location.Access(location, false);
    spinVersion[active] = location.version;
    pauseUnlessNext();
    spinVersion[active] = -1;
  }

  private void pauseUnlessNext() {
    int self = active;
    decide();
    if (next != self) {
      Actors.pause();
    }
  }

  void enter() {
    atomicDepth++;
  }

  void leave() {
    atomicDepth = Math.max(0, atomicDepth - 1);
  }

  /** Choose who goes next, and account for its step. */
  private void decide() {
    int enabled = enabled();
    if (enabled == 0) {
      next = NOBODY;
      if (unfinished() != 0 && failure == null) {
        failure = new AssertionError("deadlock: waiting actors=" + unfinished());
      }
      return;
    }
    Node node = depth < path.size() ? path.get(depth) : fresh(enabled);
    if (node == null) {
      redundant = true;
      next = NOBODY;
      for (int actor = 0; actor < actors.length; actor++) {
        if (!finished[actor]) {
          noteRace(actor);
        }
      }
      return;
    }
    noteRace(node.chosen);
    execute(node);
    depth++;
    next = node.chosen;
  }

  private int unfinished() {
    int set = 0;
    for (int i = 0; i < actors.length; i++) {
      set |= finished[i] ? 0 : 1 << i;
    }
    return set;
  }

  private int enabled() {
    int set = 0;
    for (int i = 0; i < actors.length; i++) {
      boolean waits = spinVersion[i] >= 0 && spinVersion[i] == pending[i].location().version;
      set |= finished[i] || waits ? 0 : 1 << i;
    }
    return set;
  }

  private @Nullable Node fresh(int enabled) {
    int sleep = 0;
    if (depth > 0) {
      Node before = path.get(depth - 1);
      int sleeping = (before.sleep | before.done) & ~(1 << before.chosen);
      for (int i = 0; i < actors.length; i++) {
        boolean stays = (sleeping & 1 << i) != 0 && !pending[i].conflictsWith(before.access);
        sleep |= stays ? 1 << i : 0;
      }
    }
    int awake = enabled & ~sleep;
    if (awake == 0) {
      return null;
    }
    Node node = new Node();
    node.enabled = enabled;
    node.sleep = sleep;
    node.chosen = (awake & 1 << active) != 0 ? active : Integer.numberOfTrailingZeros(awake);
    node.backtrack = 1 << node.chosen;
    path.add(node);
    return node;
  }

  /** Ask for the other order of the latest step that races with the pending one of an actor. */
  private void noteRace(int actor) {
    Location.Access access = pending[actor];
    int latest = racing(access.location().lastWrite, actor);
    if (access.write()) {
      for (int read : access.location().readsSince) {
        latest = Math.max(latest, racing(read, actor));
      }
    }
    if (latest >= 0) {
      Node node = path.get(latest);
      boolean could = (node.enabled & 1 << actor) != 0;
      node.backtrack |= could ? 1 << actor : node.enabled;
    }
  }

  private int racing(int step, int actor) {
    if (step < 0) {
      return -1;
    }
    int other = path.get(step).chosen;
    return other != actor && step > clocks[actor][other] ? step : -1;
  }

  private void execute(Node node) {
    int actor = node.chosen;
    Location.Access access = pending[actor];
    Location location = access.location();
    node.access = access;
    int[] clock = clocks[actor];
    join(clock, location.lastWrite);
    if (access.write()) {
      location.readsSince.forEach(step -> join(clock, step));
      location.readsSince.clear();
      location.lastWrite = depth;
      location.version++;
    } else {
      location.readsSince.add(depth);
    }
    clock[actor] = depth;
    node.clock = clock.clone();
  }

  private void join(int[] clock, int step) {
    if (step >= 0) {
      int[] other = path.get(step).clock;
      for (int i = 0; i < clock.length; i++) {
        clock[i] = Math.max(clock[i], other[i]);
      }
    }
  }

  /** Set up the next order; {@code false} when all are done. */
  boolean advance() {
    while (!path.isEmpty()) {
      Node last = path.getLast();
      last.done |= 1 << last.chosen;
      int open = last.backtrack & ~last.done & ~last.sleep;
      if (open != 0) {
        last.chosen = Integer.numberOfTrailingZeros(open);
        return true;
      }
      path.removeLast();
    }
    return false;
  }

  int actor() {
    return active;
  }

  boolean wasRedundant() {
    return redundant;
  }

  /** Return the steps of the last run, one per line; consecutive reads of one actor are joined. */
  String steps() {
    StringBuilder text = new StringBuilder(1024);
    for (Node node : path.subList(0, Math.min(depth, path.size()))) {
      text.append("actor ").append(node.chosen).append(": ").append(node.access).append('\n');
    }
    return Objects.requireNonNull(text.toString());
  }
}
