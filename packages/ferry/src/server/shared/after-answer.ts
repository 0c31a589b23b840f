/** Runs the tasks of `after()` once the answer is out. */
import type { RequestContext } from './request-context.ts'
import { runInRequest } from './request-context.ts'

/** @param report gets each error; nothing is thrown */
export function runAfterTasks(context: RequestContext, report: (error: unknown) => void): void {
  if (context.afterTasks.length === 0) return
  context.services.keepAlive(runInRequest(context, () => runAll(context, report)))
}

async function runAll(context: RequestContext, report: (error: unknown) => void): Promise<void> {
  context.phase = 'after'
  // A task may add tasks.
  while (context.afterTasks.length > 0) {
    const tasks = context.afterTasks.splice(0)
    const results = await Promise.allSettled(tasks.map(async (task) => task()))
    for (const result of results) if (result.status === 'rejected') report(result.reason)
  }
}
