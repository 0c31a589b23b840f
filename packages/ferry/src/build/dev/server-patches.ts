/** What the running server is given for an edit before the app is compiled again: the edited modules of server code. */
import type { Compilation, Module, NormalModule } from 'webpack'
import { findingsOf, resourceOf } from '../webpack/module-facts.ts'
import { MOST_FILES } from './hot-patches.ts'
import { compileAlone } from './module-alone.ts'
import type { ModuleSource } from './module-text.ts'
import { isReadElsewhere } from './read-elsewhere.ts'

/**
 * null: only a whole compilation tells what the edit means; for example, because browsers load a part of it.
 *
 * @param changed absolute paths of edited files
 */
export async function serverPatch(
  server: Compilation,
  browser: Compilation,
  changed: ReadonlySet<string>,
): Promise<ReadonlyMap<Module, ModuleSource> | null> {
  if (changed.size > MOST_FILES) return null
  const modules = modulesOf([server, browser], changed)
  if (modules?.size !== changed.size) return null
  if ([server, browser].some((one) => isReadElsewhere(one, changed))) return null
  const sources = new Map<Module, ModuleSource>()
  for (const module of modules.values()) {
    const source = await compileAlone(server, module, 'known-names')
    if (source === null) return null
    sources.set(module, source)
  }
  return sources
}

/** By file. null: a file of them is more than server code. */
function modulesOf(
  compilations: readonly Compilation[],
  changed: ReadonlySet<string>,
): ReadonlyMap<string, NormalModule> | null {
  const found = new Map<string, NormalModule>()
  for (const module of compilations.flatMap(({ modules }) => [...modules])) {
    const file = resourceOf(module)
    if (file === null || !changed.has(file)) continue
    const kind = findingsOf(module)?.kind
    if (module.layer === 'rsc' && kind !== 'client') found.set(file, module as NormalModule)
    // What stands elsewhere for server functions names them, and says nothing of what they do.
    else if (kind !== 'server') return null
  }
  return found
}
