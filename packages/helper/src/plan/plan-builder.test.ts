import { describe, expect, it } from "vitest";
import { constant, flags } from "./operand.ts";
import { createPlanBuilder, type PlanBuilder } from "./plan-builder.ts";
import { planAddress, planHeaderSize } from "./plan-format.ts";
import { printPlan } from "./print-plan.ts";
import { sendDescriptor } from "./send-descriptor.ts";

const text = {
  encode: (value: string) => new TextEncoder().encode(value),
  decode: (bytes: Uint8Array) => new TextDecoder().decode(bytes),
};

function printed(write: (plan: PlanBuilder) => void): string {
  const plan = createPlanBuilder("x86-64", text);
  write(plan);
  return printPlan(plan.finish());
}

describe("a plan that was built", () => {
  it("prints with the names that it was built with", () => {
    const shown = printed((plan) => {
      const init = plan.register("init");
      const joined = plan.register("joined");
      const joiner = plan.process("joiner");
      const payload = plan.process("payload");
      const [join, command, plain] = [plan.label("join"), plan.label("command"), plan.label("plain")];
      plan.step("open the container's init");
      plan.call("pidfd_open", [4242, 0], { into: init });
      plan.step("fork the process that joins");
      plan.fork(joiner, join);
      plan.supervise({ payload, signals: [1, 15], timeLimit: 5000 });
      plan.place(join);
      plan.step("join the container's namespaces");
      plan.call(
        "setns",
        [init, flags(constant("CLONE_NEWNS", 0x20000), constant("CLONE_NEWPID", 0x20000000))],
        {
          into: joined,
          onError: { goto: plain, on: ["EINVAL", "EPERM"] },
        },
      );
      plan.place(plain);
      plan.fork(payload, command, { flags: constant("CLONE_PARENT", 0x8000), cgroup: init });
      plan.exit(0);
      plan.place(command);
      plan.step("execute the command");
      plan.closeFrom(3);
      plan.jumpIf(joined, "less", 0, plain);
      const argv = plan.data.strings(["sh", "-c", "true"]);
      plan.execute(plan.data.string("/bin/sh"), argv, plan.data.strings([]), {
        onError: { ignore: ["ENOENT"] },
      });
      plan.fail(joined);
    });
    expect(shown).toBe(`\
  # open the container's init
     0  $init = pidfd_open(4242, 0)
  # fork the process that joins
     1  fork joiner at join with clone_args{exit_signal=17}
     2  supervise supervision{flags=0, payload=1, startLimit=10000, timeLimit=5000, grace=10000, signals=16385}
join:
  # join the container's namespaces
     3  $joined = setns($init, CLONE_NEWNS|CLONE_NEWPID)  [else to plain on EINVAL EPERM]
plain:
  # join the container's namespaces
     4  store $init to &clone_args.cgroup (8 bytes)
     5  fork payload at command with clone_args{flags=CLONE_PARENT}
     6  exit 0
command:
  # execute the command
     7  close-from 3
     8  jump to plain if $joined less 0
     9  execute execve("/bin/sh", ["sh", "-c", "true"], [])  [ignore ENOENT]
    10  fail $joined
`);
  });

  it("sends a descriptor with structures that it fills when it runs", () => {
    const shown = printed((plan) => {
      const master = plan.register("master");
      plan.step("send the terminal");
      sendDescriptor(plan, plan.channel, master, text.encode("/dev/ptmx"));
    });
    expect(shown).toBe(`\
  # send the terminal
     0  store $master to &cmsghdr.descriptor (4 bytes)
     1  sendmsg($channel, msghdr{vectors=iovec{base=payload[9], length=9}, vector_count=1, \
control=cmsghdr{length=20, level=1, type=1}, control_length=24}, 16384)
`);
  });

  it("keeps each text once, with the NUL that ends it, at an address that is final", () => {
    const { data } = createPlanBuilder("arm64", text);
    const first = data.string("ab");
    const list = data.strings(["ab", "c", "ab"]);
    expect(first).toEqual({ kind: "pointer", address: planAddress + BigInt(planHeaderSize), size: 3 });
    const view = new DataView(data.contents().buffer);
    const at = Number(list.address - planAddress) - planHeaderSize;
    const pointers = [0, 8, 16, 24].map((offset) => view.getBigUint64(at + offset, true));
    expect(pointers).toEqual([first.address, first.address + 8n, first.address, 0n]);
    expect(data.contents().slice(0, 10)).toEqual(Uint8Array.from([0x61, 0x62, 0, 0, 0, 0, 0, 0, 0x63, 0]));
  });

  it("lays a structure out as a C compiler does", () => {
    const { data } = createPlanBuilder("arm64", text);
    const structure = data.structure("sample", [
      ["a", "u8", 1],
      ["b", "u32", -2],
      ["c", "u16", 3],
      ["d", "u64", constant("LARGE", 2n ** 63n)],
      ["e", "bytes", Uint8Array.of(5, 6, 7)],
    ]);
    expect(structure.size).toBe(32);
    const bytes = [
      [1, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff],
      [3, 0, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0, 0x80],
      [5, 6, 7, 0, 0, 0, 0, 0],
    ];
    expect(data.contents()).toEqual(Uint8Array.from(bytes.flat()));
    expect(structure.field("d")).toEqual({ kind: "pointer", address: structure.address + 16n, size: 8 });
  });

  it.each<[string, string, (plan: PlanBuilder) => void]>([
    ["an operation before the first step", "before its first step", (plan) => plan.exit(0)],
    [
      "a jump to nowhere",
      "label nowhere is at no operation",
      (plan) => {
        plan.step("jump");
        plan.jump(plan.label("nowhere"));
      },
    ],
    [
      "a label behind the last operation",
      "label end is at no operation",
      (plan) => {
        const end = plan.label("end");
        plan.step("jump");
        plan.jump(end);
        plan.place(end);
      },
    ],
    [
      "a label in two places",
      "label here placed twice",
      (plan) => {
        const here = plan.label("here");
        plan.place(here);
        plan.place(here);
      },
    ],
    [
      "more registers than there are",
      "no register is left in the plan for one more",
      (plan) => {
        for (let index = 0; index < 31; index++) plan.register(`register ${index}`);
        plan.register("one more");
      },
    ],
    ["a NUL inside a text", 'text with a NUL in a plan: "a\\x00b"', (plan) => plan.data.string("a\0b")],
    ["a field that is not there", "no field z", (plan) => plan.data.structure("s", []).field("z")],
  ])("has no room for %s", (_, message, write) => {
    expect(() => printed(write)).toThrow(message);
  });
});
