// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.testbench.junit.CosimExtension.TestCase;
import io.github.niccosim.testbench.sim.SeedTree;
import io.github.niccosim.testbench.sim.Simulation;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** One run of one test: injects its parameters and moves its methods onto the simulation. */
final class CosimInvocation implements ParameterResolver, InvocationInterceptor {
  private static final Namespace NAMESPACE = Namespace.create(CosimInvocation.class);

  private final TestCase testCase;

  CosimInvocation(TestCase testCase) {
    this.testCase = testCase;
  }

  // ---- parameters -----------------------------------------------------------------------------

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return testCase.variant().arguments().containsKey(parameter.getIndex())
            && parameter.getParameter().isAnnotationPresent(Values.class)
        || type == Simulation.class
        || type == Model.class
        || type == SeedTree.class
        || type == RandomGenerator.class
        || harnessFactory(type) != null;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    Object value = testCase.variant().arguments().get(parameter.getIndex());
    if (value != null && parameter.getParameter().isAnnotationPresent(Values.class)) {
      return value;
    }
    Session session = session(context);
    if (type == Simulation.class) {
      return session.simulation();
    }
    if (type == Model.class) {
      return session.simulation().model();
    }
    if (type == SeedTree.class) {
      return session.simulation().seeds();
    }
    if (type == RandomGenerator.class) {
      return session.simulation().random("test");
    }
    Executable factory = harnessFactory(type);
    if (factory == null) {
      throw new ParameterResolutionException("cannot make parameter: type=" + type.getName());
    }
    return session.harness(type, factory);
  }

  /** Return the constructor or {@code attach} method that makes {@code type} from a simulation. */
  private static @Nullable Executable harnessFactory(Class<?> type) {
    if (type.isPrimitive() || type.getName().startsWith("java.")) {
      return null;
    }
    for (Method method : type.getMethods()) {
      if (method.getName().equals("attach")
          && Modifier.isStatic(method.getModifiers())
          && type.isAssignableFrom(method.getReturnType())
          && takesSimulation(method)) {
        return method;
      }
    }
    for (Executable constructor : type.getConstructors()) {
      if (!Modifier.isAbstract(type.getModifiers()) && takesSimulation(constructor)) {
        return constructor;
      }
    }
    return null;
  }

  private static boolean takesSimulation(Executable factory) {
    return factory.getParameterCount() == 1 && factory.getParameterTypes()[0] == Simulation.class;
  }

  // ---- methods --------------------------------------------------------------------------------

  @Override
  public void interceptBeforeEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    session(context).stage(name(method), invocation::proceed);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    Session session = session(context);
    try {
      session.test(invocation::proceed);
    } finally {
      context.publishReportEntry(session.facts());
    }
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    session(context).stage(name(method), invocation::proceed);
  }

  private static String name(ReflectiveInvocationContext<Method> method) {
    return method.getExecutable().getName();
  }

  private Session session(ExtensionContext context) {
    Session session =
        context
            .getStore(NAMESPACE)
            .computeIfAbsent(Session.class, key -> new Session(testCase, context), Session.class);
    session.open();
    return session;
  }
}
