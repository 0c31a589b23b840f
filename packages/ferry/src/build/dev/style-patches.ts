/** What open pages are given for an edit of a style sheet before the app is compiled again: the sheet alone, in a file of its own. */
import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Compilation, Dependency, Module, NormalModule } from 'webpack'
import type { BuildContext } from '../build-context.ts'
import { resourceOf } from '../webpack/module-facts.ts'
import { STYLE_TYPE } from '../webpack/style-runtime.ts'
import { type HotPatch, MOST_FILES } from './hot-patches.ts'
import { rebuild } from './module-alone.ts'
import { isReadElsewhere } from './read-elsewhere.ts'

export interface StylePatches {
  /**
   * null: there is more than style sheets, or others are made of what they say: names of classes, other sheets.
   *
   * @param changed absolute paths of edited files
   */
  make(browser: Compilation, server: Compilation, changed: ReadonlySet<string>): Promise<HotPatch | null>
}

/** The part of a dependency of mini-css-extract-plugin that is used here. */
interface SheetDependency extends Dependency {
  readonly content: Buffer | string
  readonly media?: string | null
  readonly layer?: string | null
  readonly supports?: string | null
}

export function createStylePatches({ config }: Pick<BuildContext, 'config'>): StylePatches {
  const folder = join(config.outDir, 'assets')
  /** Stem of a file name → the last ones: a page may still be loading the one before. */
  const written = new Map<string, readonly string[]>()

  const write = (stem: string, content: string): string => {
    const name = `${stem}.${createHash('sha256').update(content).digest('hex').slice(0, 16)}.css`
    const [old, ...recent] = [...(written.get(stem) ?? []).filter((one) => one !== name), name].slice(-3)
    writeFileSync(join(folder, name), content)
    const isOver = old !== undefined && recent.length === 2
    if (isOver) rmSync(join(folder, old), { force: true })
    written.set(stem, isOver ? recent : [...(old === undefined ? [] : [old]), ...recent])
    return name
  }

  return {
    async make(browser, server, changed) {
      if (changed.size > MOST_FILES || [...changed].some((file) => !file.endsWith('.css'))) return null
      const modules = [...browser.modules].filter(
        (module) => changed.has(resourceOf(module) ?? '') && sheetsOf(module).length > 0,
      )
      if (modules.length !== changed.size || [browser, server].some((one) => isReadElsewhere(one, changed))) return null
      const styles: string[] = []
      for (const module of modules as NormalModule[]) {
        const stem = stemOf(browser, module)
        const content = stem && (await compileSheet(browser, module))
        if (!stem || content === null) return null
        styles.push(write(stem, content))
      }
      return { scripts: [], styles, isWhole: true }
    },
  }
}

/** null: the edit reaches further than the text of the sheet, or it has a mistake. */
async function compileSheet(compilation: Compilation, module: NormalModule): Promise<string | null> {
  const before = factsOf(module)
  await runAgain(compilation, module)
  const after = module.getNumberOfErrors() > 0 ? null : factsOf(module)
  return before !== null && after?.outside === before.outside ? after.content : null
}

/**
 * To know what is in a sheet, webpack runs it as a module of its own. In a finished compilation it has to be told which of
 * the modules around it are there, and that this one is to be built again.
 */
async function runAgain(compilation: Compilation, module: NormalModule): Promise<void> {
  const { buildQueue, processDependenciesQueue } = compilation
  for (const one of [...compilation.modules]) {
    if (!RUNTIME.test(resourceOf(one) ?? '')) continue
    await promisify(compilation.buildModule.bind(compilation))(one)
    await promisify(compilation.processModuleDependencies.bind(compilation))(one)
  }
  const run = () => [...compilation.modules].filter((one) => one !== module && resourceOf(one) === module.resource)
  // What the cache has of it would be taken as it is.
  if (run().length === 0) await rebuild(compilation, module)
  for (const one of run()) {
    one.invalidateBuild()
    buildQueue.invalidate(one)
    processDependenciesQueue.invalidate(one)
  }
  await rebuild(compilation, module)
}

/** What css-loader's modules import. */
const RUNTIME = /[\\/]css-loader[\\/]dist[\\/]runtime[\\/]/

function factsOf(module: NormalModule): { readonly content: string; readonly outside: string } | null {
  const [sheet, ...others] = sheetsOf(module)
  if (!sheet || others.length > 0 || sheet.media || sheet.layer || sheet.supports) return null
  const content = sheet.content.toString()
  const code = module.originalSource()?.source().toString()
  const files = [Object.keys(module.buildInfo?.assets ?? {}), content.match(/url\([^)]*\)/g)]
  return { content, outside: JSON.stringify([code, files]) }
}

function sheetsOf({ dependencies }: Module): SheetDependency[] {
  return dependencies.filter(
    (one): one is SheetDependency => 'content' in one && one.constructor.name === 'CssDependency',
  )
}

/** Of the file that holds this sheet and no other: its name without the hash of the content. */
function stemOf({ moduleGraph, chunkGraph }: Compilation, module: Module): string | null {
  const [sheet] = sheetsOf(module)
  const extracted = sheet && moduleGraph.getModule(sheet)
  const chunks = extracted ? chunkGraph.getModuleChunks(extracted) : []
  const files = chunks.flatMap((chunk) => {
    const sheets = [...(chunkGraph.getChunkModulesIterableBySourceType(chunk, STYLE_TYPE) ?? [])]
    return sheets.length === 1 ? [...chunk.files].filter((file) => file.endsWith('.css')) : []
  })
  const [file] = files
  return files.length === 1 && chunks.length === 1 && file ? file.replace(/\.[0-9a-f]{8,}\.css$/, '') : null
}
