/** What Ferry knows of a webpack module: its world, its file and what the directive transform found in it. */
import type { Compilation, Module, ModuleGraphConnection, NormalModule } from 'webpack'
import type { Findings, World } from '../directives/contract.ts'

export type Layer = 'rsc' | 'ssr' | 'shared'

/** null: shared modules and others that hold no React code; directives mean nothing there. */
export function worldOf(module: Module): World | null {
  switch (module.layer) {
    case 'rsc':
    case 'ssr':
      return module.layer
    case 'shared':
      return null
    default:
      return 'browser'
  }
}

/** Kept in buildInfo, which webpack's persistent cache restores: a loader does not run for a module that comes from there. */
export function noteFindings(module: Module, findings: Findings | null): void {
  if (!module.buildInfo) return
  if (findings) module.buildInfo.ferry = findings
  else delete module.buildInfo.ferry
}

export function findingsOf(module: Module): Findings | null {
  return (module.buildInfo?.ferry as Findings | undefined) ?? null
}

/** Absolute path of the file; null for modules that are none (externals, generated ones, runtime). */
export function resourceOf(module: Module): string | null {
  const { resource } = module as Partial<NormalModule>
  return typeof resource === 'string' && !resource.startsWith('data:') ? resource : null
}

/** A concatenated module stands for several; every other module for itself. */
export function innerModules(module: Module): readonly Module[] {
  const { modules } = module as { modules?: Iterable<Module> }
  return modules ? [...modules] : [module]
}

/** The module whose exports a concatenated module has. */
export function rootModule(module: Module): Module {
  return (module as { rootModule?: Module }).rootModule ?? module
}

/** The module with the import statement; a connection names the concatenated module around it. */
export function importerOf(connection: ModuleGraphConnection, { moduleGraph }: Compilation): Module | null {
  const { dependency, originModule } = connection
  return (dependency && moduleGraph.getParentModule(dependency)) ?? originModule
}
