/** `npm start`: from a fresh clone to the demo app in the browser. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { installWhenNeeded } from './install.mjs'
import { root, runStep } from './run-step.mjs'

const app = join(root, 'templates', 'notes')

if (!(await installWhenNeeded())) process.exit(1)
if (!(await runStep('Build Ferry', ['npm', 'run', '--silent', 'build', '-w', 'ferry'])).ok) process.exit(1)
if (!(await runStep('Build the notes app', ['npm', 'run', '--silent', 'build'], { cwd: app })).ok) process.exit(1)

const port = process.env.PORT ?? '3000'
console.log(`\nThe notes app is at http://localhost:${port} (Ctrl-C ends it)\n`)
const server = spawn(process.execPath, [join(root, 'packages', 'ferry', 'bin', 'ferry.js'), 'start'], {
  cwd: app,
  env: { ...process.env, PORT: port },
  stdio: 'inherit',
})
// The server drains on these; this process only waits for it.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.removeAllListeners(signal)
  process.on(signal, () => server.kill(signal))
}
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
