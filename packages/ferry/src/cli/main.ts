/** Entry of the `ferry` command. */
import { runCommand } from './run-command.ts'

const color = process.stderr.isTTY === true && !process.env.NO_COLOR
process.exitCode = await runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`\n${text}\n\n`),
  color,
})
