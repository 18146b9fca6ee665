/** The two ids in the name of a state file, `<container>_sandbox:<sandbox>.state`. */
export interface StateFileName {
  readonly containerId: string;
  readonly sandboxId: string;
}

const pattern = /^([\w+.-]+)_sandbox:([\w+.-]+)\.state$/;

export function parseStateFileName(name: string): StateFileName | undefined {
  const [, containerId, sandboxId] = pattern.exec(name) ?? [];
  return containerId === undefined || sandboxId === undefined ? undefined : { containerId, sandboxId };
}

export function stateFileName({ containerId, sandboxId }: StateFileName): string {
  return `${containerId}_sandbox:${sandboxId}.state`;
}

export function lockFileName({ containerId, sandboxId }: StateFileName): string {
  return `${containerId}_sandbox:${sandboxId}.lock`;
}
