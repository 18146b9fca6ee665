import { constant, flags, type PlanBuilder } from "@sallyport/helper";
import { AT_FDCWD, O_CLOEXEC } from "../../join/kernel-constants.ts";
import type { CreateRequest } from "../create-request.ts";

// linux/bpf.h
const BPF_PROG_LOAD = constant("BPF_PROG_LOAD", 5);
const BPF_PROG_ATTACH = constant("BPF_PROG_ATTACH", 8);
const BPF_PROG_TYPE_CGROUP_DEVICE = constant("BPF_PROG_TYPE_CGROUP_DEVICE", 15);
const BPF_CGROUP_DEVICE = constant("BPF_CGROUP_DEVICE", 6);
const BPF_F_ALLOW_MULTI = constant("BPF_F_ALLOW_MULTI", 2);
const instructionSize = 8;

/** cgroup v2 has no files for devices: a program decides. */
export function filterDevices(plan: PlanBuilder, filter: CreateRequest["deviceFilter"]): void {
  if (filter === undefined) return;
  const { data } = plan;
  const folder = plan.register("cgroup of devices");
  const program = plan.register("device filter");
  plan.step(`decide on devices in cgroup ${filter.directory}`);
  plan.call("openat", [AT_FDCWD, data.string(filter.directory), flags(O_CLOEXEC)], { into: folder });
  const load = data.structure("bpf_attr", [
    ["type", "u32", BPF_PROG_TYPE_CGROUP_DEVICE],
    ["count", "u32", filter.program.length / instructionSize],
    ["instructions", "u64", data.bytes(filter.program, "instructions")],
    ["license", "u64", data.string("Apache-2.0")],
    ["others", "bytes", new Uint8Array(24)],
  ]);
  plan.call("bpf", [BPF_PROG_LOAD, load, load.size], { into: program });
  const attach = data.structure("bpf_attr", [
    ["target", "u32", 0],
    ["program", "u32", 0],
    ["type", "u32", BPF_CGROUP_DEVICE],
    ["flags", "u32", BPF_F_ALLOW_MULTI],
  ]);
  plan.store(attach.field("target"), folder);
  plan.store(attach.field("program"), program);
  plan.call("bpf", [BPF_PROG_ATTACH, attach, attach.size]);
  for (const opened of [folder, program]) plan.call("close", [opened]);
}
