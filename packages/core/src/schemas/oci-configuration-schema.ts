import * as z from "zod/mini";
import { deviceTypes, namespaceTypes, propagations } from "../oci-configuration.ts";
import { nullish } from "./nullish.ts";
import { hostProcessSchema } from "./oci-process-schema.ts";
import { flag, integer, integerFrom0To, text, unixId } from "./scalars.ts";

const object = "an object";
const largest = Number.MAX_SAFE_INTEGER;
const amount = integerFrom0To(largest);
/** -1 is no limit. */
const limit = integer(-1, largest);
const deviceNumber = integer(-1, 0xffff_ffff);
const words = z.record(z.string(), text, "an object of strings");

/** What becomes an argument of a system call, which would end at a NUL byte. */
const plainText = z.custom<string>(
  (value) => typeof value === "string" && !value.includes("\0"),
  "a string without NUL bytes",
);
const absolutePath = z.custom<string>(
  (value) => typeof value === "string" && value.startsWith("/") && !value.includes("\0"),
  "an absolute path without NUL bytes",
);

function oneOf<const Names extends readonly string[]>(names: Names) {
  return z.enum(names, `one of ${names.join(", ")}`);
}

function nothing(why: string) {
  return z.optional(z.null(why));
}

function list<T extends z.core.$ZodType>(element: T, what: string) {
  return nullish(z.array(element, `an array of ${what}`));
}

const mount = z.object(
  {
    destination: z.custom<string>(
      (value) => typeof value === "string" && value !== "" && !value.includes("\0"),
      "a path without NUL bytes",
    ),
    type: nullish(plainText),
    source: nullish(plainText),
    options: list(plainText, "strings"),
    uidMappings: nothing("absent: mounts with ids of their own are not supported"),
    gidMappings: nothing("absent: mounts with ids of their own are not supported"),
  },
  object,
);

const hook = z.object(
  {
    path: absolutePath,
    args: list(plainText, "strings"),
    env: list(plainText, "strings"),
    timeout: nullish(integer(1, 0x7fff_ffff)),
  },
  object,
);

const hookList = list(hook, "hooks");
const hooks = z.object(
  {
    prestart: hookList,
    createRuntime: hookList,
    createContainer: hookList,
    startContainer: hookList,
    poststart: hookList,
    poststop: hookList,
  },
  object,
);

const idMapping = z.object({ containerID: unixId, hostID: unixId, size: integer(1, 0xffff_ffff) }, object);
const device = z.object(
  {
    type: oneOf(deviceTypes),
    path: absolutePath,
    major: nullish(deviceNumber),
    minor: nullish(deviceNumber),
    fileMode: nullish(integerFrom0To(0o777)),
    uid: nullish(unixId),
    gid: nullish(unixId),
  },
  object,
);

const deviceRule = z.object(
  {
    allow: flag,
    type: nullish(oneOf(["a", "b", "c"])),
    major: nullish(deviceNumber),
    minor: nullish(deviceNumber),
    access: nullish(
      z.string("a string of r, w and m").check(z.regex(/^[rwm]{0,3}$/, "a string of r, w and m")),
    ),
  },
  object,
);

const cpuList = z.string("a list such as 0-3,7").check(z.regex(/^[\d,\- ]*$/, "a list such as 0-3,7"));

/** A file of a cgroup folder, and nothing outside of it. */
const cgroupFile = z
  .string("the name of a cgroup file")
  .check(z.regex(/^\w+(\.\w+)+$/, "the name of a cgroup file"));

const resources = z.object(
  {
    devices: list(deviceRule, "device rules"),
    memory: nullish(
      z.object({ limit: nullish(limit), reservation: nullish(limit), swap: nullish(limit) }, object),
    ),
    cpu: nullish(
      z.object(
        {
          shares: nullish(amount),
          quota: nullish(limit),
          period: nullish(amount),
          cpus: nullish(cpuList),
          mems: nullish(cpuList),
        },
        object,
      ),
    ),
    pids: nullish(z.object({ limit: integer(-1, largest) }, object)),
    unified: nullish(z.record(cgroupFile, plainText, "an object of strings")),
  },
  object,
);

const linux = z.object(
  {
    namespaces: list(
      z.object({ type: oneOf(namespaceTypes), path: nullish(absolutePath) }, object),
      "namespaces",
    ),
    uidMappings: list(idMapping, "id mappings"),
    gidMappings: list(idMapping, "id mappings"),
    devices: list(device, "devices"),
    cgroupsPath: nullish(plainText),
    resources: nullish(resources),
    rootfsPropagation: nullish(oneOf([...propagations, ...propagations.map((name) => `r${name}` as const)])),
    seccomp: nullish(z.unknown()),
    sysctl: nullish(words),
    maskedPaths: list(absolutePath, "absolute paths"),
    readonlyPaths: list(absolutePath, "absolute paths"),
    personality: nullish(z.object({ domain: text }, object)),
    intelRdt: nothing("absent: it is not supported"),
    timeOffsets: nothing("absent: it is not supported"),
    netDevices: nothing("absent: it is not supported"),
    memoryPolicy: nothing("absent: it is not supported"),
  },
  object,
);

const version = z
  .string("a version 1.x.y of the runtime specification")
  .check(z.regex(/^1\.\d+\.\d+/, "a version 1.x.y of the runtime specification"));

/** The fields of OciConfiguration, and those whose neglect would leave a container other than it was described. */
export const ociConfigurationSchema = z.object(
  {
    ociVersion: version,
    process: nullish(hostProcessSchema),
    root: z.object({ path: plainText, readonly: nullish(flag) }, object),
    hostname: nullish(plainText),
    domainname: nullish(plainText),
    mounts: list(mount, "mounts"),
    hooks: nullish(hooks),
    annotations: nullish(words),
    linux: nullish(linux),
  },
  object,
);
