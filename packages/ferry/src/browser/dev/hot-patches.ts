/** Takes edited modules before the update comes that holds them, and what that update need not bring again. */
import type { BrowserConfig } from '../../protocol/browser-config.ts'
import type { DevScript } from '../../protocol/dev-message.ts'
import { ASSET_PATH } from '../../protocol/names.ts'
import { moduleBody } from './module-body.ts'
import type { Modules } from './webpack-runtime.ts'

/** What a patch hands its module over for: no chunk has this name. */
const NO_CHUNK = ''
const patched = new Set<string>()
let hasRun = false

/** Resolves to false when this page has to wait for the update. */
export async function takePatch(scripts: readonly DevScript[], config: BrowserConfig): Promise<boolean> {
  const hot = import.meta.webpackHot
  if (hot?.status() !== 'idle') return false
  const runtime = __webpack_require__
  const { hmrM } = runtime
  runtime.hmrM = async () => ({ c: [], r: [], m: [] })
  const checked = hot.check(false)
  runtime.hmrM = hmrM
  try {
    await checked
    const isRun = scripts.map((script) => run(script, config)).every(Boolean)
    await hot.apply()
    return isRun
  } catch {
    return false
  }
}

/** Of what is handed over: what this page has already is left out. */
export function withoutPatched(chunk: string, modules: Modules): Modules {
  const isPatch = chunk === NO_CHUNK
  hasRun ||= isPatch
  const isNew = ([id, factory]: [string, unknown]) =>
    !(isPatch || patched.has(id)) || moduleBody(factory) !== moduleBody(__webpack_require__.m[id])
  const found = Object.entries(modules).filter(isNew)
  if (isPatch) for (const [id] of found) patched.add(id)
  return Object.fromEntries(found)
}

/** False: a policy of the document forbids it. */
function run({ name, code }: DevScript, { basePath, nonce }: BrowserConfig): boolean {
  const script = document.createElement('script')
  if (nonce !== undefined) script.nonce = nonce
  const url = new URL(basePath + ASSET_PATH + name, location.href)
  hasRun = false
  try {
    script.textContent = `${code}\n//# sourceURL=${url}`
  } catch {
    // Trusted Types.
    return false
  }
  document.head.append(script)
  script.remove()
  return hasRun
}
