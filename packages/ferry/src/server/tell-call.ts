/** `ferry dev` only: tells of a call or a submit what became of it. */
import type { DevCallFacts } from '../protocol/dev-hooks.ts'
import { HEADER } from '../protocol/headers.ts'
import type { AppState } from './app-state.ts'
import type { FunctionOutcome } from './call/outcome.ts'
import { seenArguments } from './call/seen-arguments.ts'
import type { RequestContext } from './shared/request-context.ts'

/** @param id null: a submit, whose function stands in its body */
export function tellCall(app: AppState, context: RequestContext, outcome: FunctionOutcome, id: string | null): void {
  const { dev, manifest } = app
  if (dev === null) return
  const { incoming } = context
  const { headers, target } = incoming
  const called = outcome.ran?.id ?? id ?? ''
  const entry =
    outcome.ran?.entry ?? (Object.hasOwn(manifest.functions, called) ? manifest.functions[called] : undefined)
  const seen = seenArguments(incoming)
  const page = headers[HEADER.page]
  dev.called(incoming, {
    id: called,
    source: entry?.source ?? 'unknown function',
    fn: seen?.fn ?? null,
    arguments: seen?.values ?? [],
    ...resultOf(outcome),
    duration: outcome.replayed ? null : (outcome.ran?.duration ?? null),
    refreshed: isRefreshed(context, outcome, id === null),
    replayed: outcome.replayed,
    javascript: id !== null,
    page: id === null ? target : typeof page === 'string' ? page : '',
  })
}

function resultOf(outcome: FunctionOutcome): Pick<DevCallFacts, 'outcome' | 'result'> {
  switch (outcome.kind) {
    case 'value':
      return { outcome: 'returned', result: outcome.value }
    case 'interrupt': {
      const { kind } = outcome.interrupt
      return kind === 'redirect'
        ? { outcome: 'redirected', result: outcome.interrupt.url }
        : { outcome: 'interrupted', result: kind }
    }
    case 'failure':
      return { outcome: outcome.ran === null ? 'refused' : 'threw', result: outcome.error ?? outcome.failure.message }
  }
}

function isRefreshed(
  { incoming, refreshWanted }: RequestContext,
  outcome: FunctionOutcome,
  isSubmit: boolean,
): boolean {
  if (isSubmit) return true
  if (outcome.kind !== 'value' || incoming.headers[HEADER.url] === undefined) return false
  return outcome.refresh || refreshWanted
}
