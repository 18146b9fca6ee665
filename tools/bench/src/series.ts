import { SallyportError } from "@sallyport/core";
import { processIdentity } from "./process-identity.ts";

interface Measurable {
  readonly label: string;
  readonly pid: number;
}

export interface SeriesOptions<Subject> {
  readonly rounds: number;
  readonly warmUp: number;
  /** Milliseconds after which no further round begins. One there always is. */
  readonly patience: number;
  /** Milliseconds, of any origin. */
  readonly now: () => number;
  readonly sample: (subject: Subject) => Promise<number>;
}

/**
 * Samples of each subject, taken by turns; who is first changes from round to round.
 * @throws SallyportError when a subject's container died meanwhile: what was measured says nothing then
 */
export async function measureSeries<Subject extends Measurable>(
  subjects: readonly Subject[],
  { rounds, warmUp, patience, now, sample }: SeriesOptions<Subject>,
): Promise<Map<Subject, number[]>> {
  const identities = new Map(subjects.map((subject) => [subject, processIdentity(subject.pid)]));
  const samples = new Map<Subject, number[]>(subjects.map((subject) => [subject, []]));
  const begun = now();
  for (let round = -warmUp; round < rounds; round++) {
    if (round > 0 && now() - begun > patience) break;
    for (let turn = 0; turn < subjects.length; turn++) {
      const subject = subjects[(turn + warmUp + round) % subjects.length];
      if (subject === undefined) continue;
      try {
        const value = await sample(subject);
        if (round >= 0) samples.get(subject)?.push(value);
      } finally {
        // Also when it failed: this is the reason then.
        checkAlive(subject, identities.get(subject));
      }
    }
  }
  return samples;
}

function checkAlive({ label, pid }: Measurable, identity: string | undefined): void {
  if (identity !== undefined && processIdentity(pid) === identity) return;
  throw new SallyportError(
    "SALLYPORT_INVALID_STATE",
    `the container of ${label} died during the measurement`,
    {
      hint: "nothing is compared; run it again",
    },
  );
}
