/** Entry of the command: what it is told by its process, in one place. */
import { fileURLToPath } from 'node:url'
import { checkNode } from './check-node.ts'
import { formatProblem, Problem } from './problem.ts'
import type { Terminal } from './terminal.ts'

const terminal: Terminal = {
  cwd: process.cwd(),
  env: process.env,
  input: process.stdin,
  output: process.stdout,
  interactive: process.stdin.isTTY === true && process.stdout.isTTY === true && !process.env.CI,
  color: process.stderr.isTTY === true && !process.env.NO_COLOR,
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`\n${text}\n\n`),
}

try {
  checkNode(process.versions.node)
  // Loaded after the check: what it imports does not even parse in an old Node.
  const { createApp } = await import('./create-app.ts')
  const templates = fileURLToPath(new URL('templates', import.meta.url))
  process.exitCode = await createApp(process.argv.slice(2), terminal, templates)
} catch (error) {
  if (!(error instanceof Problem)) throw error
  terminal.err(formatProblem(error, terminal.color))
  process.exitCode = error.entry.exitCode
}
