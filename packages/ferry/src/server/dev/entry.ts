/** Entry of the prebuilt server runtime of `ferry dev`: the server bundle of an app whose modules come later. */
import type { Manifest } from '../../protocol/manifest.ts'
import { ACTION_PATH, FUNCTION_ID } from '../../protocol/names.ts'
import type { Ask, DevServerBundle } from '../../protocol/server-update.ts'
import { createApp as createAppOfModules } from '../entry.ts'
import type * as AppModules from '../rsc/app-modules.ts'
import { compiledModule, loadOthers, setAppModules } from './app-modules.ts'
import { requireModule, updateTable } from './module-table.ts'

let ask: Ask = () => Promise.reject(new Error('Nobody compiles.'))
let functions: Manifest['functions'] = {}

export const createApp: DevServerBundle['createApp'] = async (options) => {
  const app = await createAppOfModules(options)
  return {
    ...app,
    async handle(incoming) {
      const id = calledFunction(incoming.target)
      // What cannot be found or compiled is unknown, and answered so.
      if (id !== null && !Object.hasOwn(functions, id)) await ask({ functionId: id }).catch(() => {})
      return app.handle(incoming)
    },
  }
}

export const connect: DevServerBundle['connect'] = (asks) => {
  ask = asks
  loadOthers((file) => async () => {
    await ask({ file })
    const load = compiledModule(file)
    if (!load) throw new Error(`The route file ${file} was not compiled.`)
    return load()
  })
}

export const takeModules: DevServerBundle['takeModules'] = (update) => {
  updateTable(update)
  functions = update.manifest.functions ?? functions
  setAppModules(requireModule(update.appModules) as typeof AppModules)
}

function calledFunction(target: string): string | null {
  const path = target.split('?', 1)[0] ?? ''
  const id = path.slice(path.lastIndexOf('/') + 1)
  return path.endsWith(ACTION_PATH + id) && FUNCTION_ID.test(id) ? id : null
}
