/** What the resolver says of an import that leads nowhere, in a reader's words: what was asked for, and why it is not there. */
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

export interface MissingModule {
  /** As it is written in the import. Example: `some-package/part` */
  readonly request: string
  readonly message: string
}

/** null: the text is about something else. */
export function missingModule(text: string): MissingModule | null {
  const request = /Can't resolve '([^']+)'/.exec(text)?.[1]
  if (request !== undefined) return { request, message: `'${request}' was not found.` }
  return missingTarget(text) ?? missingExport(text)
}

/** `Package path ./part is exported from package /app/node_modules/some, but no valid target file was found (see …)` */
function missingTarget(text: string): MissingModule | null {
  const match = /Package path (\S+) is exported from package (.+), but no valid target file was found/.exec(text)
  if (!match) return null
  const [, path = '', dir = ''] = match
  const name = packageName(dir)
  return {
    request: name + path.slice(1),
    message: `'${name}${path.slice(1)}' was not found: the "exports" of the package lead to a file that does not exist. Has ${name} been built?`,
  }
}

/** `"./part" is not exported under the conditions […] from package /app/node_modules/some (see …)` */
function missingExport(text: string): MissingModule | null {
  const match = /"(\S+)" is not exported under the conditions (\[.*?\]) from package (.+) \(see exports field/.exec(
    text,
  )
  if (!match) return null
  const [, path = '', conditions = '', dir = ''] = match
  const name = packageName(dir)
  return {
    request: name + path.slice(1),
    message: `'${name}${path.slice(1)}' was not found: the "exports" of ${name} have no ${path} for the conditions ${conditions.slice(1, -1).replaceAll('"', '').replaceAll(',', ', ')}.`,
  }
}

/** By its folder, where it is installed under another name as well; a package of a workspace by its package.json. */
function packageName(dir: string): string {
  const installed = /.*[\\/]node_modules[\\/](.+)$/.exec(dir)?.[1]
  if (installed !== undefined) return installed.replaceAll('\\', '/')
  const file = join(dir, 'package.json')
  const { name } = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as { name?: unknown }
  return typeof name === 'string' ? name : basename(dir)
}
