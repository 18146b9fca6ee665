const pattern = /^(?:0\.0~|release-)(\d{8})\.\d+(?:[-+~].*)?$/;

/**
 * The date of a gVisor release as a number that compares: `0.0~20240729.0` (packages), `release-20240729.0` and
 * `release-20240729.0-34-gabcdef` (builds) are 20240729. Undefined for anything else.
 */
export function parseGvisorRelease(version: string | undefined): number | undefined {
  const date = pattern.exec(version ?? "")?.[1];
  return date === undefined ? undefined : Number(date);
}
