/** Entry of the host bundle: becomes `dist/server.js`, where `__dirname` is the folder that holds the build. */
import { run } from './run.ts'

void run(__dirname, process.argv.slice(2))
