import type { FlagType } from "../flag-type.ts";
import { quote } from "../quote.ts";
import { booleanOrText } from "../types/boolean-or-text.ts";
import { boolean } from "../types/boolean.ts";
import { choice } from "../types/choice.ts";
import { duration } from "../types/duration.ts";
import { integer } from "../types/integer.ts";
import { string } from "../types/string.ts";
import type { GlobalFlagDefinition } from "./global-flag-definition.ts";
import { type GvisorRelease, gvisorReleases, releasesBetween } from "./gvisor-release.ts";

function oneOf(subject: string, names: readonly string[], ignoreCase = false) {
  return choice(names, { ignoreCase, reason: (given) => `invalid ${subject} ${quote(given)}` });
}

/** Reason of gVisor's sidecar policy; the flag's name is all the subject there is. */
function sidecarReason(given: string): string {
  return `invalid value ${quote(given)}; must be NEVER, ALWAYS, or IF_RELEASE_BUILD`;
}

/** runc up to 1.1; crun; youki has the last too. */
const onlyTheirs = ["criu", "cgroup-manager", "log-level"];

type Group = readonly [
  releases: readonly GvisorRelease[],
  type: FlagType<unknown, unknown>,
  names: readonly string[],
];

function groups(): readonly Group[] {
  const everyRelease = gvisorReleases;
  const untilJuly2024 = releasesBetween("20221219", "20240729");
  const sinceMay2024 = releasesBetween("20240520", "20260821");
  const since2026 = releasesBetween("20260821", "20260821");
  const text = string("VALUE");
  const unsigned = integer({ unsigned: true });
  const fileAccess = oneOf("file access type", ["exclusive", "shared"]);
  return [
    [
      everyRelease,
      boolean,
      [
        "TESTONLY-unsafe-nonroot",
        "allow-flag-override",
        "cpu-num-from-quota",
        "enable-core-tags",
        "gso",
        "ignore-cgroups",
        "log-packets",
        "oci-seccomp",
        "overlay",
        "profile",
        "rootless",
        "rx-checksum-offload",
        "software-gso",
        "strace",
        "strace-event",
        "systemd-cgroup",
        "tx-checksum-offload",
      ],
    ],
    [
      everyRelease,
      text,
      [
        "TESTONLY-test-name-env",
        "coverage-report",
        "debug-command",
        "debug-log-format",
        "overlay2",
        "panic-log",
        "pcap-log",
        "platform_device_path",
        "pod-init-config",
        "profile-block",
        "profile-cpu",
        "profile-heap",
        "profile-mutex",
        "strace-syscalls",
        "trace",
        "traceback",
      ],
    ],
    [
      everyRelease,
      integer(),
      [
        "coverage-fd",
        "dcache",
        "debug-log-fd",
        "fdlimit",
        "num-network-channels",
        "panic-log-fd",
        "panic-signal",
      ],
    ],
    [everyRelease, unsigned, ["strace-log-size"]],
    [everyRelease, fileAccess, ["file-access", "file-access-mounts"]],
    [everyRelease, oneOf("host fifo type", ["none", "open", ""]), ["host-fifo"]],
    [everyRelease, oneOf("host UDS type", ["none", "open", "create", "all", ""]), ["host-uds"]],
    [everyRelease, oneOf("network type", ["sandbox", "host", "none", "plugin"]), ["network"]],
    [everyRelease, oneOf("qdisc", ["none", "fifo", "tbf"]), ["qdisc"]],
    [
      everyRelease,
      oneOf("ref leak mode", ["disabled", "log-names", "log-traces", "panic"]),
      ["ref-leak-mode"],
    ],
    [everyRelease, oneOf("watchdog action", ["log", "logwarning", "panic"], true), ["watchdog-action"]],
    // A duration in 20221219, a boolean since.
    [everyRelease, booleanOrText, ["gvisor-gro"]],
    [releasesBetween("20221219", "20221219"), boolean, ["EXPERIMENTAL-afxdp"]],
    [
      untilJuly2024,
      boolean,
      [
        "TESTONLY-allow-packet-endpoint-write",
        "buffer-pooling",
        "cgroupfs",
        "fsgofer-host-uds",
        "fuse",
        "lisafs",
        "vfs2",
      ],
    ],
    [
      sinceMay2024,
      boolean,
      [
        "EXPERIMENTAL-xdp-need-wakeup",
        "TESTONLY-afs-syscall-panic",
        "TESTONLY-autosave-resume",
        "debug-to-user-log",
        "directfs",
        "iouring",
        "net-disconnect-ok",
        "nvproxy",
        "nvproxy-docker",
        "reproduce-nat",
        "reproduce-nftables",
        "tpuproxy",
      ],
    ],
    [
      sinceMay2024,
      text,
      [
        "EXPERIMENTAL-xdp",
        "TESTONLY-autosave-image-path",
        "metric-server",
        "nvproxy-driver-version",
        "profiling-metrics",
        "profiling-metrics-log",
      ],
    ],
    [sinceMay2024, integer(), ["network-processors-per-channel", "profiling-metrics-rate-us"]],
    [releasesBetween("20240729", "20260821"), boolean, ["app-huge-pages"]],
    [
      since2026,
      boolean,
      [
        "TESTONLY-nftables",
        "allow-connected-on-save",
        "allow-live-tcp-migration",
        "allow-packet-socket-write",
        "allow-rootfs-tar-annotation",
        "allow-suid",
        "gvisor-marker-file",
        "kvm-use-cpu-nums",
        "mount-cgroup-v2",
        "nvproxy-allow-unsupported-driver",
        "pause-external-networking",
        "rdmaproxy",
        "systrap-disable-fast-path",
        "systrap-disable-syscall-patching",
      ],
    ],
    [
      since2026,
      text,
      [
        "final-metrics-log",
        "gofer-network-namespace",
        "nvproxy-allowed-driver-capabilities",
        "override-procs",
        "shared-root",
      ],
    ],
    [since2026, unsigned, ["qdisc-tbf-burst", "qdisc-tbf-rate"]],
    [since2026, duration, ["control-rpc-stop-timeout", "profile-gc-interval"]],
    [
      since2026,
      oneOf("character device policy", ["emulated-only", "prefer-emulated", "passthrough", ""]),
      ["character-device-policy"],
    ],
    [
      since2026,
      oneOf("host settings policy", ["check", "check_mandatory", "ignore", "adjust", "enforce"]),
      ["host-settings"],
    ],
    [
      since2026,
      oneOf("restore spec validation policy", ["ignore", "warning", "enforce"]),
      ["restore-spec-validation"],
    ],
    [
      since2026,
      choice(["NEVER", "ALWAYS", "IF_RELEASE_BUILD"], { ignoreCase: true, reason: sidecarReason }),
      ["sidecar-release-enforcement-policy"],
    ],
  ];
}

const withoutEffect = "accepted, without effect";

/** Of runc and crun alone. A name that gVisor has too comes first here, and is read as theirs. */
export const hostRuntimeFlags: readonly GlobalFlagDefinition[] = ["rootless", ...onlyTheirs].map(flagOfText);

function flagOfText(name: string): GlobalFlagDefinition {
  return { name, type: string("VALUE"), usage: withoutEffect, releases: [] };
}

let made: readonly GlobalFlagDefinition[] | undefined;

/**
 * The flags that concern the making of a container: gVisor's, checked as it does, and those of runc and crun. Without
 * effect here. Made on first use, which most command lines have none of.
 */
export function acceptedGlobalFlags(): readonly GlobalFlagDefinition[] {
  made ??= [
    ...groups().flatMap(([releases, type, names]) =>
      names.map((name) => ({ name, type, usage: withoutEffect, releases })),
    ),
    ...onlyTheirs.map(flagOfText),
  ];
  return made;
}
