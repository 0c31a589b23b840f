/** Compiles what every app has in production and writes it: the server runtime, the host with and without Express, and React for browsers. */
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Compilation } from 'webpack'
import { buildFailed } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import { packageOf } from '../external-packages.ts'
import type { FrameworkFiles } from '../framework-files.ts'
import { hostConfig, hostFile } from '../webpack/host-config.ts'
import { resourceOf } from '../webpack/module-facts.ts'
import { bundledPackages } from './bundled-packages.ts'
import { compileRuntime } from './compile-runtime.ts'
import { packFile } from './packed-files.ts'
import type { ProductionFacts } from './production-facts.ts'
import { publishFolder } from './publish-folder.ts'
import { buildReactPart } from './react-part.ts'
import { readProduction } from './read-production.ts'
import { serverRuntimeConfig } from './server-runtime.ts'

/** @param factsName name of the file that is there only when everything is */
export function buildProduction(framework: FrameworkFiles, folder: string, factsName: string): Promise<void> {
  return publishFolder(folder, async (draft) => {
    for (const hasExpress of [false, true]) {
      refuseUnknown(await compileRuntime(hostConfig(framework, draft, hostFile(hasExpress))), framework)
    }
    const server = await compileRuntime(serverRuntimeConfig(framework, draft, 'production'))
    refuseUnknown(server, framework)
    for (const name of readdirSync(draft)) packFile(join(draft, name))
    const facts: ProductionFacts = {
      ...readProduction(server, framework),
      react: await buildReactPart(framework, draft),
    }
    writeFileSync(join(draft, factsName), JSON.stringify(facts))
  })
}

/** The stamp must name every package that is in it: an update of one would change nothing otherwise. */
function refuseUnknown(compilation: Compilation, { packageDir }: FrameworkFiles): void {
  const known = bundledPackages(packageDir)
  for (const module of compilation.modules) {
    const resource = resourceOf(module)
    const facts = resource && packageOf(resource)
    if (!facts || facts.name === 'ferry' || known.has(facts.dir)) continue
    throw new FerryError(buildFailed, `The prebuilt runtime has ${facts.name} in it, which its stamp does not name.`)
  }
}
