/** webpack's table of modules in the prebuilt runtime: takes up the modules of the app and forgets what is out of date. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { ServerUpdate } from '../../protocol/server-update.ts'

type ModuleFunction = (this: unknown, module: object, exports: object, require: unknown) => void

/** webpack replaces the name by its own function: `m` are the functions of the modules, `c` what they gave. */
declare const __webpack_require__: {
  (id: string): unknown
  readonly m: Record<string, ModuleFunction>
  readonly c: Record<string, unknown>
}

/** For what stays outside: Node's own modules, and packages that are named by file. */
const nodeRequire = createRequire(join(process.cwd(), 'package.json'))
const runtimeModules = new Set<string>()

export function updateTable({ runtime, modules, stale, gone }: ServerUpdate): void {
  for (const [name, code] of Object.entries(runtime)) {
    if (runtimeModules.has(name)) continue
    runtimeModules.add(name)
    evaluate<(require: unknown) => void>(code)(__webpack_require__)
  }
  for (const [id, code] of Object.entries(modules)) __webpack_require__.m[id] = late(code)
  for (const id of gone) delete __webpack_require__.m[id]
  for (const id of [...stale, ...gone]) delete __webpack_require__.c[id]
}

export function requireModule(id: string): unknown {
  return __webpack_require__(id)
}

/** Text is compiled when a module is first used. */
function late(code: string): ModuleFunction {
  let run: ModuleFunction | null = null
  return function (module, exports, require) {
    run ??= evaluate<(require: NodeJS.Require) => ModuleFunction>(code)(nodeRequire)
    run.call(this, module, exports, require)
  }
}

/** Indirect: the code sees globals and what it is given. */
function evaluate<T>(code: string): T {
  // biome-ignore lint/security/noGlobalEval: modules come as text from the compiler in the parent process
  return globalThis.eval(code) as T
}
