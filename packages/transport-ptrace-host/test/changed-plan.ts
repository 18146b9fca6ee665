import { decodePlan, encodePlan, type PlanOperation } from "@sallyport/helper";
import type { Host } from "@sallyport/host";

type Operations = readonly PlanOperation[];

/** The host, on which the supervisor gets another plan than it is sent. */
export function withChangedPlan(host: Host, change: (operations: Operations) => Operations): Host {
  let changed: Uint8Array | undefined;
  return {
    ...host,
    sockets: {
      ...host.sockets,
      send(fd, bytes, fds) {
        if (changed !== undefined) return host.sockets.send(fd, bytes, fds);
        const plan = decodePlan(bytes);
        changed = encodePlan({ ...plan, operations: change(plan.operations) });
        if (host.sockets.send(fd, changed, fds) !== changed.length)
          throw new Error("the plan was sent in part");
        return bytes.length;
      },
    },
  };
}

/** The operations with others in front of that of an index. */
export function inserted(operations: Operations, index: number, added: Operations): PlanOperation[] {
  const moved = operations.map((each) => ({
    ...each,
    target: each.target > index ? each.target + added.length : each.target,
  }));
  return [...moved.slice(0, index), ...added, ...moved.slice(index)];
}

/** An operation whose failure is nothing. */
export function operation(
  fields: Pick<PlanOperation, "code" | "arguments"> & Partial<PlanOperation>,
): PlanOperation {
  return { step: 0, number: 0, result: undefined, policy: "ignore", errnos: [], target: 0, ...fields };
}
