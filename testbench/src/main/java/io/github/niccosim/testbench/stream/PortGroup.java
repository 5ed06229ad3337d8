// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.sim.Simulation;
import org.jspecify.annotations.Nullable;

/**
 * Find the ports of one bus by their common prefix.
 *
 * <p>A port called {@code awvalid} of prefix {@code m_axi} is looked for as {@code m_axi_awvalid},
 * {@code m_axi_awvalid_o} and {@code m_axi_awvalid_i}, in this order.
 */
public final class PortGroup {

  private static final String[] SUFFIXES = {"", "_o", "_i"};

  private final Model model;
  private final String bus;
  private final String prefix;

  /**
   * Look at the ports with a prefix.
   *
   * @param sim simulation whose model is searched
   * @param bus kind of bus for messages, such as {@code axi}
   * @param prefix common prefix without the separating underscore, or a dotted path that ends in it
   */
  public PortGroup(Simulation sim, String bus, String prefix) {
    this.model = sim.model();
    this.bus = bus;
    this.prefix = prefix;
  }

  /**
   * Return the prefix.
   *
   * @return prefix given at construction
   */
  public String prefix() {
    return prefix;
  }

  /**
   * Find a port that may be missing.
   *
   * @param name name after the prefix, such as {@code awid}
   * @return the port, or {@code null}
   */
  public @Nullable Signal find(String name) {
    for (String suffix : SUFFIXES) {
      Signal signal = model.findSignal(prefix + "_" + name + suffix).orElse(null);
      if (signal != null) {
        return signal;
      }
    }
    return null;
  }

  /**
   * Find an optional port of known width.
   *
   * @param name name after the prefix
   * @param widthBits width it must have when it exists
   * @return the port, or {@code null}
   * @throws BusException if it exists with another width
   */
  public @Nullable Signal find(String name, int widthBits) {
    Signal signal = find(name);
    if (signal != null && signal.widthBits() != widthBits) {
      throw wrongWidth(name, signal, Integer.toString(widthBits));
    }
    return signal;
  }

  /**
   * Find a port that must exist.
   *
   * @param name name after the prefix
   * @return the port
   * @throws BusException if it does not exist
   */
  public Signal require(String name) {
    Signal signal = find(name);
    if (signal == null) {
      throw new BusException(
          ("%s port not found: port=%s_%s (expected: that name, or with suffix _o or _i"
                  + " | hint: check prefix=%s and the spelling of the port in the top module)")
              .formatted(bus, prefix, name, prefix));
    }
    return signal;
  }

  /**
   * Find a port of known width that must exist.
   *
   * @param name name after the prefix
   * @param widthBits width it must have
   * @return the port
   * @throws BusException if it does not exist or has another width
   */
  public Signal require(String name, int widthBits) {
    Signal signal = require(name);
    if (signal.widthBits() != widthBits) {
      throw wrongWidth(name, signal, Integer.toString(widthBits));
    }
    return signal;
  }

  /**
   * Find a data port: a power of two of bits in a range.
   *
   * @param name name after the prefix
   * @param minBits smallest width
   * @param maxBits largest width
   * @return the port
   * @throws BusException if it does not exist or has an illegal width
   */
  public Signal requireData(String name, int minBits, int maxBits) {
    Signal signal = require(name);
    int bits = signal.widthBits();
    if (Integer.bitCount(bits) != 1 || bits < minBits || bits > maxBits) {
      throw wrongWidth(name, signal, "a power of two in %d..%d".formatted(minBits, maxBits));
    }
    return signal;
  }

  /**
   * Make the exception for a port of wrong width.
   *
   * @param name name after the prefix
   * @param signal the port
   * @param expected legal width in words
   * @return the exception, not thrown
   */
  public BusException wrongWidth(String name, Signal signal, String expected) {
    return new BusException(
        "%s port has the wrong width: port=%s_%s widthBits=%d (expected: %s)"
            .formatted(bus, prefix, name, signal.widthBits(), expected));
  }
}
