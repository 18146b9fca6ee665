import type { OciPersonality } from "./container-record.ts";
import type { OciProcess } from "./oci-process.ts";

/** What an exec reads of an OCI configuration (config.json). */
export interface HostConfiguration {
  readonly process?: OciProcess | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  readonly linux?:
    | { readonly seccomp?: unknown; readonly personality?: OciPersonality | undefined }
    | undefined;
  /** Why it could not be read; everything else is absent then. */
  readonly unreadable?: string;
}
