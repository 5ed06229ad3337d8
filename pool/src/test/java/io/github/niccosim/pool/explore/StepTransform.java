// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.explore;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Set;

/** Puts a call of {@link Steps} in front of every access of one class. */
final class StepTransform {
  private static final ClassDesc STEPS = Steps.class.describeConstable().orElseThrow();
  private static final ClassDesc HANDLE = VarHandle.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(CD_void);
  private static final MethodTypeDesc ACCESS =
      MethodTypeDesc.of(CD_void, CD_Object, CD_String, CD_boolean);
  private static final MethodTypeDesc ELEMENT =
      MethodTypeDesc.of(CD_void, CD_Object, CD_int, CD_boolean);
  private static final MethodTypeDesc BY_HANDLE =
      MethodTypeDesc.of(CD_void, HANDLE, CD_Object, CD_boolean);
  private static final List<String> READERS =
      List.of("get", "contains", "size", "isEmpty", "stream", "iterator", "nextClearBit", "values");

  private final String className;
  private final Set<String> emptied;

  StepTransform(String className, Set<String> emptied) {
    this.className = className;
    this.emptied = emptied;
  }

  byte[] apply(ClassFile classFile, byte[] bytes) {
    return classFile.transformClass(classFile.parse(bytes), this::element);
  }

  private void element(ClassBuilder builder, ClassElement element) {
    if (element instanceof MethodModel method
        && method.code().isPresent()
        && !method.methodName().stringValue().startsWith("<")) {
      method(builder, method);
    } else {
      builder.with(element);
    }
  }

  private void method(ClassBuilder builder, MethodModel method) {
    int flags = method.flags().flagsMask();
    boolean guarded = (flags & ClassFile.ACC_SYNCHRONIZED) != 0;
    boolean empty = emptied.contains(className + "." + method.methodName().stringValue());
    builder.withMethod(
        method.methodName(),
        method.methodType(),
        flags & ~ClassFile.ACC_SYNCHRONIZED,
        m -> {
          for (MethodElement e : method) {
            if (e instanceof CodeModel && empty) {
              m.withCode(code -> returnNothing(code, method.methodTypeSymbol()));
            } else if (e instanceof CodeModel code) {
              m.transformCode(code, new Body(guarded));
            } else if (!(e instanceof AccessFlags)) {
              m.with(e);
            }
          }
        });
  }

  private static void returnNothing(CodeBuilder code, MethodTypeDesc type) {
    switch (TypeKind.from(type.returnType())) {
      case VOID -> code.return_();
      case LONG -> code.lconst_0().lreturn();
      case REFERENCE -> code.aconst_null().areturn();
      default -> code.iconst_0().ireturn();
    }
  }

  /** Rewrites the instructions of one method. */
  private static final class Body implements CodeTransform {
    private final boolean guarded;

    private Body(boolean guarded) {
      this.guarded = guarded;
    }

    @Override
    public void atStart(CodeBuilder code) {
      if (guarded) {
        code.aload(0).ldc(Steps.MONITOR).iconst_1().invokestatic(STEPS, "access", ACCESS);
        code.invokestatic(STEPS, "enter", NOTHING);
      }
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      switch (element) {
        case FieldInstruction i when i.opcode() == Opcode.GETFIELD -> {
          code.dup().ldc(i.name().stringValue()).iconst_0().invokestatic(STEPS, "access", ACCESS);
          code.with(i);
        }
        case FieldInstruction i when i.opcode() == Opcode.PUTFIELD -> {
          int[] saved = save(code, List.of(i.typeSymbol()));
          code.dup().ldc(i.name().stringValue()).iconst_1().invokestatic(STEPS, "access", ACCESS);
          load(code, List.of(i.typeSymbol()), saved);
          code.with(i);
        }
        case ArrayLoadInstruction i when i.opcode() == Opcode.AALOAD ->
            aroundElement(code, element, List.of(CD_int), false);
        case ArrayStoreInstruction i when i.opcode() == Opcode.AASTORE ->
            aroundElement(code, element, List.of(CD_int, CD_Object), true);
        case MonitorInstruction i -> monitor(code, i);
        case ReturnInstruction i when guarded -> code.invokestatic(STEPS, "leave", NOTHING).with(i);
        case InvokeInstruction i -> invoke(code, i);
        default -> code.with(element);
      }
    }

    private static void aroundElement(
        CodeBuilder code, CodeElement element, List<ClassDesc> types, boolean write) {
      int[] saved = save(code, types);
      code.dup().iload(saved[0]).loadConstant(write ? 1 : 0);
      code.invokestatic(STEPS, "element", ELEMENT);
      load(code, types, saved);
      code.with(element);
    }

    private static void monitor(CodeBuilder code, MonitorInstruction i) {
      if (i.opcode() == Opcode.MONITORENTER) {
        code.ldc(Steps.MONITOR).iconst_1().invokestatic(STEPS, "access", ACCESS);
        code.invokestatic(STEPS, "enter", NOTHING);
      } else {
        code.pop().invokestatic(STEPS, "leave", NOTHING);
      }
    }

    private static void invoke(CodeBuilder code, InvokeInstruction i) {
      String owner = i.owner().asInternalName();
      String name = i.name().stringValue();
      List<ClassDesc> types = i.typeSymbol().parameterList();
      if (i.opcode() == Opcode.INVOKESTATIC) {
        boolean spins =
            owner.equals("java/lang/Thread") && List.of("onSpinWait", "yield").contains(name);
        if (spins) {
          code.invokestatic(STEPS, "spin", NOTHING);
        } else {
          code.with(i);
        }
      } else if (owner.equals("java/lang/invoke/VarHandle")) {
        byHandle(code, i, types, isWrite(name));
      } else if (owner.startsWith("java/util/") && i.opcode() != Opcode.INVOKESPECIAL) {
        int[] saved = save(code, types);
        code.dup().ldc("content").loadConstant(isWrite(name) ? 1 : 0);
        code.invokestatic(STEPS, "access", ACCESS);
        load(code, types, saved);
        code.with(i);
      } else {
        code.with(i);
      }
    }

    private static void byHandle(
        CodeBuilder code, InvokeInstruction i, List<ClassDesc> types, boolean write) {
      int[] saved = save(code, types);
      if (types.getFirst().isArray()) {
        code.aload(saved[0]).iload(saved[1]).loadConstant(write ? 1 : 0);
        code.invokestatic(STEPS, "element", ELEMENT);
      } else {
        code.dup().aload(saved[0]).loadConstant(write ? 1 : 0);
        code.invokestatic(STEPS, "handle", BY_HANDLE);
      }
      load(code, types, saved);
      code.with(i);
    }

    private static boolean isWrite(String name) {
      return name.startsWith("getAnd") || READERS.stream().noneMatch(name::startsWith);
    }

    private static int[] save(CodeBuilder code, List<ClassDesc> types) {
      int[] slots = new int[types.size()];
      for (int i = slots.length - 1; i >= 0; i--) {
        TypeKind kind = TypeKind.from(types.get(i));
        slots[i] = code.allocateLocal(kind);
        code.storeLocal(kind, slots[i]);
      }
      return slots;
    }

    private static void load(CodeBuilder code, List<ClassDesc> types, int[] slots) {
      for (int i = 0; i < slots.length; i++) {
        code.loadLocal(TypeKind.from(types.get(i)), slots[i]);
      }
    }
  }
}
