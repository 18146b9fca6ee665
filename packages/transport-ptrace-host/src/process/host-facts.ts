import { isSallyportError, SallyportError } from "@sallyport/core";
import { type Host, readText } from "@sallyport/host";
import type { Architecture } from "@sallyport/helper";

/** What a plan depends on of this machine. */
export interface HostFacts {
  readonly architecture: Architecture;
  /** The highest capability that the kernel knows. */
  readonly lastCapability: number;
  /** The file below /proc/PID/attr that takes AppArmor profiles, where it is enabled. */
  readonly apparmor: "apparmor/exec" | "exec" | undefined;
  readonly selinux: boolean;
}

export function readHostFacts(host: Host): HostFacts {
  const apparmor = readOptional(host, "/sys/module/apparmor/parameters/enabled")?.startsWith("Y") === true;
  return {
    architecture: readArchitecture(host),
    lastCapability: Number(readText(host, "/proc/sys/kernel/cap_last_cap")),
    apparmor: apparmor ? apparmorFile(host) : undefined,
    selinux: readOptional(host, "/sys/fs/selinux/enforce") !== undefined,
  };
}

/** Modules have files of their own since Linux 5.8; before, AppArmor has the common one. */
function apparmorFile(host: Host): "apparmor/exec" | "exec" {
  return readOptional(host, "/proc/self/attr/apparmor/current") === undefined ? "exec" : "apparmor/exec";
}

const machines: Readonly<Record<number, Architecture>> = { 62: "x86-64", 183: "arm64" };
const machineOffset = 18;

/** That of this very program, from its ELF header (elf(5)). */
function readArchitecture(host: Host): Architecture {
  const fd = host.files.open("/proc/self/exe", { access: "read" });
  try {
    const header = new Uint8Array(machineOffset + 2);
    host.descriptors.read(fd, header);
    const machine = new DataView(header.buffer).getUint16(machineOffset, true);
    const known = machines[machine];
    if (known !== undefined) return known;
    throw new SallyportError("SALLYPORT_UNSUPPORTED", `commands on the kernel of ELF machine ${machine}`);
  } finally {
    host.descriptors.close(fd);
  }
}

function readOptional(host: Host, path: string): string | undefined {
  try {
    return readText(host, path);
  } catch (error) {
    if (isSallyportError(error) && error.errno !== undefined) return undefined;
    throw error;
  }
}
