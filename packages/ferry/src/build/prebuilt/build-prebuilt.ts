/** Compiles the prebuilt runtime of `ferry dev` and writes it, with what an app's compilations have to know of it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Compilation } from 'webpack'
import type { FrameworkFiles } from '../framework-files.ts'
import { browserRuntimeConfig } from './browser-runtime.ts'
import { compileRuntime } from './compile-runtime.ts'
import type { PrebuiltClientModule, PrebuiltFacts } from './facts.ts'
import { prebuiltContext } from './prebuilt-context.ts'
import { publishFolder } from './publish-folder.ts'
import { clientFiles, findModule, readWorld } from './read-world.ts'
import { serverRuntimeConfig } from './server-runtime.ts'

/** @param factsName name of the file that is there only when everything is */
export function buildPrebuilt(framework: FrameworkFiles, folder: string, factsName: string): Promise<void> {
  return publishFolder(folder, async (draft) => {
    const server = await compileRuntime(serverRuntimeConfig(framework, draft, 'development'))
    const browser = await compileRuntime(browserRuntimeConfig(framework, draft, clientFiles(server)))
    const facts: PrebuiltFacts = {
      server: readWorld(server, framework),
      browser: readWorld(browser, framework),
      clientModules: ownClientModules(server, browser, framework),
    }
    writeFileSync(join(draft, factsName), JSON.stringify(facts))
  })
}

function ownClientModules(
  server: Compilation,
  browser: Compilation,
  framework: FrameworkFiles,
): PrebuiltClientModule[] {
  const { fileName } = prebuiltContext(framework)
  return clientFiles(server).map((resource) => {
    const [inServer, inBrowser] = [findModule(server, 'ssr', resource), findModule(browser, null, resource)]
    const serverId = inServer && server.chunkGraph.getModuleId(inServer)
    const browserId = inBrowser && browser.chunkGraph.getModuleId(inBrowser)
    if (serverId === null || browserId === null) throw new Error(`${resource} is not in both worlds.`)
    return { key: fileName(resource), serverId: String(serverId), browserId: String(browserId) }
  })
}
