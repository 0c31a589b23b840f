/** Who may have a function run: asked for the one that is called, and for every one that it is handed to call itself. */
import type { Answer } from '../../protocol/incoming.ts'
import type { TurnedAwayOutcome } from './outcome.ts'
import { Refusal } from './refusal.ts'

/** Something: the answer, instead of the function. */
export type FunctionGuard = (id: string) => Promise<{ readonly answer: Answer } | null>

/** Nobody hands over that many; whoever does would have the middleware run for each. */
const MOST_HANDED = 16

/** @param called has been asked for */
export async function guardHanded(
  handed: ReadonlySet<string>,
  called: string,
  guard: FunctionGuard,
): Promise<TurnedAwayOutcome | null> {
  const others = [...handed].filter((id) => id !== called)
  if (others.length > MOST_HANDED) throw new Refusal('bad-request', 'Too many server functions among the arguments.')
  for (const id of others) {
    const refused = await guard(id)
    if (refused) return { kind: 'turned-away', answer: refused.answer }
  }
  return null
}
