/** What the terminal shows of `ferry dev`. Calm: nothing where there is nothing to tell. */
import type { DevReport } from '../dev/dev-server.ts'
import { formatError } from '../errors/format.ts'
import { painter } from '../errors/paint.ts'
import { callLine, requestLine } from './dev-lines.ts'

/** What takes longer is said while it goes on. ms */
const PATIENCE = 500

/** @param basePath of the app, as far as it is known */
export function createDevReport(basePath: () => string): DevReport {
  const paint = painter(process.stdout.isTTY === true && !process.env.NO_COLOR)
  const colorErrors = process.stderr.isTTY === true && !process.env.NO_COLOR
  const showError = (error: unknown) => console.error(`\n${formatError(error, { color: colorErrors })}\n`)
  let timer: NodeJS.Timeout | undefined
  let said = false

  return {
    round(kind) {
      clearTimeout(timer)
      if (kind === null) return
      said = false
      timer = setTimeout(() => {
        said = true
        console.log(kind === 'config' ? 'Reading the configuration and compiling …' : 'Compiling …')
      }, PATIENCE)
    },
    built(milliseconds, warnings) {
      for (const warning of warnings) showError(warning)
      if (said) console.log(`Compiled in ${(milliseconds / 1000).toFixed(1)} s`)
    },
    failed: showError,
    answered(request) {
      const line = requestLine(request, basePath(), paint)
      if (line !== null) console.log(line)
    },
    called: (call) => console.log(callLine(call, paint)),
    pageLog: (text) => console.error(`browser: ${printable(text)}`),
  }
}

/** A page may write anything; a terminal must not obey it. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '�')
}
